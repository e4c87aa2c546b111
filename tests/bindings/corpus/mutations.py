"""Changes IDL text here and there, as a fuzzer that knows tokens would."""

import re

TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\s+"
    r"|-?(?:\d+\.\d*|\d*\.\d+)(?:[eE][+-]?\d+)?|-?(?:0[xX][0-9A-Fa-f]+|\d+)"
    r'|[_-]?[A-Za-z][\w-]*|"[^"]*"|\.\.\.|.', re.S)

KEYWORDS = """
    { } ( ) [ ] < > , ; : = ? * ... attribute callback const constructor deleter
    dictionary enum getter includes inherit interface iterable maplike mixin
    namespace partial readonly required setlike setter static stringifier typedef
    unrestricted async_iterable optional or true false null Infinity -Infinity
    NaN any ArrayBuffer async_sequence bigint boolean byte ByteString DOMString
    double float FrozenArray long object ObservableArray octet Promise record
    sequence short symbol USVString undefined unsigned x _x 0 1.5 "s" . - @
    implements void legacycaller""".split()

# What is hard for a lexer or for a reader of extended attributes.
ODDITIES = """
    0x1F|-0x1F|0x|0X1g|1e5|1.e5|.5|5.|-.5e-3|1.5f|00|09|-|- 1|-x|_|__x|-_x|_-x
    |x-y|"a\nb"|"|"a" "b"|-infinity|- Infinity|/* c */|/* / * */|// c\n|/**|*/
    |[X]|[X=1]|[X=(1,2)]|[X="s"]|[X=("a","b")]|[X=*]|[X=1.5]|[X=(1.5,2)]
    |[X(long a)]|[X=Y(long a)]|[X=(a,1)]|[X=]|[=X]|[X Y]|[X=-1]|[X=true]|[X=a.b]
    |[X()]|[]|[X,]|[X=()]|[X=(a,)]|[X=Y()]|[[X]]|[X={}]|[1]|["a"]|[X;]
    |[interface]|[X=interface]|[X=(interface,long)]|[X=long(long x)]|[any]
    """.split("|")

# What is right in some place.
PIECES = """
    optional|readonly|static|?|unsigned|required|unrestricted|long|inherit
    |stringifier|getter|setter|deleter|partial|const|...|= null|= undefined|= []
    |= {}|= "s"|= 1|= true|()|{ }|;|or long|<long>|any|undefined|Promise<any>
    |sequence<long>|record<DOMString, any>|record<USVString?, any>
    |FrozenArray<long>|(long or DOMString)|(long or any)|(any or long)
    |(Promise<any> or long)|((long or short) or x)|(long)|async_sequence<long>
    |ObservableArray<long>|iterable<long>;
    |async_iterable<long>(optional long x);|maplike<long, long>;
    |readonly setlike<long>;|stringifier;|constructor();|mixin|includes|callback
    |interface|namespace|dictionary|enum|typedef|legacyiterable|attribute
    |undefined f();|attribute long required;|undefined includes();|long long
    |long long long|unsigned long long|unsigned double|Promise<any>?|any?
    |object?|symbol?|undefined?|x?|long??|bigint?|sequence<any>?
    |sequence<sequence<long>?>?""".split("|")

TYPES = """
    long|unsigned long|any|DOMString|object|symbol|undefined|boolean|double
    |unrestricted float|x|sequence<x>|Promise<undefined>|(x or long)
    |record<DOMString, x>|FrozenArray<x>|x?|ArrayBuffer|bigint|void|byte
    |[X] long""".split("|")


class Mutator:
    """Makes changed copies of `texts`, as the random numbers will."""

    def __init__(self, texts, random):
        self._random = random
        self._files = []
        for text in texts:
            tokens = TOKEN.findall(text)
            places = [index for index, token in enumerate(tokens)
                      if not token.isspace() and token[:2] not in ("//", "/*")]
            if places:
                self._files.append((tokens, places))

    def mutate(self):
        tokens, places = self._random.choice(self._files)
        tokens = list(tokens)
        for _ in range(self._random.choice((1, 1, 1, 2))):
            self._change(tokens, places)
        return "".join(tokens)

    def _change(self, tokens, places):
        choice = self._random.choice
        first = self._random.randrange(len(places))
        at = places[first]
        run = places[first:first + self._random.randrange(2, 8)]
        kind = self._random.randrange(12)
        if kind == 0:
            tokens[at] = ""
        elif kind == 1:
            tokens[at] += " " + tokens[at]
        elif kind == 2:
            other = places[(first + 1) % len(places)]
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 3:
            tokens[at] += " " + choice(KEYWORDS)
        elif kind == 4:
            tokens[at] = choice(KEYWORDS)
        elif kind == 5:
            tokens[at] += " " + choice(PIECES).strip()
        elif kind == 6:
            tokens[at] += " " + choice(ODDITIES).strip(" ")
        elif kind == 7:
            tokens[at] = choice(ODDITIES).strip(" ")
        elif kind == 8:
            tokens[at] = choice(PIECES).strip()
        elif kind == 9:
            for index in run:
                tokens[index] = ""
        elif kind == 10:
            tokens[run[-1]] += " " + " ".join(tokens[index] for index in run)
        else:
            # The next word becomes a type.
            for index in places[first:]:
                if re.match(r"[A-Za-z_]", tokens[index]):
                    tokens[index] = choice(TYPES).strip()
                    break
