"""Random messages, for python3-websockets."""

ALPHABET = "abcdefgh \n\0\u00e4\u20ac\ufeff\uffff\U0001f600"
MAX_SIZE = 16 << 20

# Around the borders of the frame format.
BOUNDARY_SIZES = (0, 1, 124, 125, 126, 127, 128, 65534, 65535, 65536, 65537,
                  1 << 20)


def random_message(generator):
    size = int(2 ** generator.uniform(0, generator.choice((8, 16, 20)))) - 1
    kind = generator.randrange(3)
    if kind == 0:
        return generator.randbytes(size)
    if kind == 1:  # Easily compressed.
        return (generator.randbytes(1 + size // 50) * 51)[:size]
    text = "".join(generator.choices(ALPHABET, k=min(size, 1000)))
    return (text * (1 + size // 1000))[:size // 2]
