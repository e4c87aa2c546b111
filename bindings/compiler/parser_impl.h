#ifndef MORTISE_BINDINGS_COMPILER_PARSER_IMPL_H_
#define MORTISE_BINDINGS_COMPILER_PARSER_IMPL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "bindings/compiler/arena.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/token.h"

namespace mortise::idl {

// The recursive-descent parser, one method a production; parser.h is its
// public face. The methods are spread over parser_definitions.cc,
// parser_members.cc, parser_types.cc and parser_extended_attributes.cc.
//
// A method that parses a construct returns null (or false) when it has reported
// an error; its caller returns null in turn, up to the member or definition
// that recovers.
class Parser {
 public:
  Parser(const SourceFile& source, Arena* arena, Diagnostics* diagnostics);

  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  ast::File Parse();

 private:
  // Collects the items of one list on a stack that all lists share, so that
  // nested lists cost no allocation each.
  template <typename T>
  class List {
   public:
    explicit List(std::vector<T>* stack)
        : stack_(stack), begin_(stack->size()) {}
    ~List() { stack_->resize(begin_); }
    void Add(T item) { stack_->push_back(item); }
    absl::Span<T> CopyTo(Arena* arena) const {
      return arena->Copy(absl::Span<const T>(*stack_).subspan(begin_));
    }

   private:
    std::vector<T>* const stack_;
    const size_t begin_;
  };

  // One level of nesting. Not allowed beyond the maximum, which is reported.
  class Enter {
   public:
    explicit Enter(Parser* parser);
    ~Enter() { --parser_->nesting_; }
    bool allowed() const { return allowed_; }

   private:
    Parser* const parser_;
    const bool allowed_;
  };

  // Tokens (parser.cc).
  const Token& token() const { return tokens_[at_]; }
  const Token& PeekToken(size_t ahead = 1) const;
  bool Is(TokenKind kind) const { return token().kind == kind; }
  void Advance();
  bool Consume(TokenKind kind);
  std::string_view TextOf(const Token& token) const;
  SourceRange RangeOf(const Token& token) const;
  // From `first` to the token before the current one.
  SourceRange RangeFrom(const Token& first) const;
  // How the current token is called in a message: "';'", "identifier 'x'".
  std::string Describe() const;

  // Reports "expected `what`" at the current token, but once a token only.
  // Returns false.
  bool FailExpected(std::string_view what, std::string_view context = {});
  bool Expect(TokenKind kind, std::string_view context);
  // The ";" behind a construct; the place is the end of the construct.
  bool ExpectSemicolon(std::string_view context);
  Diagnostic& Report(SourceRange range, std::string message);
  Diagnostic& ReportAtToken(std::string message);

  // Recovery (parser.cc).
  void SkipMember();
  void SkipDefinition();
  bool AtDefinitionStart() const;

  // Definitions (parser_definitions.cc).
  void ParseDefinition();
  ast::Definition* ParseDefinitionRest(const Token& first);
  ast::Definition* ParseCallback(bool is_partial);
  ast::Definition* ParsePartial();
  ast::Definition* ParseInterfaceOrMixin(bool is_partial);
  ast::Definition* ParseNamespace(bool is_partial);
  ast::Definition* ParseDictionary(bool is_partial);
  ast::Definition* ParseEnumeration();
  ast::Definition* ParseTypedef();
  ast::Definition* ParseIncludes();
  bool ParseInheritance(ast::Definition* definition);
  bool ParseBody(ast::Definition* definition);
  bool ParseName(std::string_view what, ast::Identifier* name);
  ast::Identifier TakeIdentifier();

  // Members (parser_members.cc).
  ast::Member* ParseMember(const ast::Definition& definition);
  bool ParseInterfaceMember(const ast::Definition& definition,
                            ast::Member* member);
  bool ParseMixinMember(ast::Member* member);
  bool ParseNamespaceMember(ast::Member* member);
  bool ParseCallbackInterfaceMember(ast::Member* member);
  bool ParseDictionaryMember(ast::Member* member);
  bool ParseConstant(ast::Member* member);
  bool ParseAttributeRest(ast::Member* member);
  bool ParseOptionalReadOnlyAttribute(ast::Member* member,
                                      std::string_view keyword);
  bool ParseOperation(ast::Member* member);
  bool ParseConstructor(ast::Member* member);
  bool ParseStringifier(ast::Member* member);
  bool ParseStatic(ast::Member* member);
  bool ParseIterable(ast::Member* member);
  bool ParseMaplike(ast::Member* member);
  bool ParseSetlike(ast::Member* member);
  bool RefuseMember(std::string_view what, std::string_view place);
  bool AtTypeStart() const;

  // Arguments and values (parser_members.cc).
  bool ParseParenthesizedArguments(absl::Span<const ast::Argument* const>* out,
                                   std::string_view context);
  bool ParseArgumentList(absl::Span<const ast::Argument* const>* out);
  const ast::Argument* ParseArgument();
  const Literal* ParseConstValue();
  const Literal* ParseDefaultValue();
  Literal* NewLiteral(Literal::Kind kind);
  void EvaluateInteger(std::string_view spelling, Literal* literal);

  // Types (parser_types.cc).
  const ast::Type* ParseType(ast::ExtendedAttributeList attributes = {});
  const ast::Type* ParseTypeWithExtendedAttributes();
  const ast::Type* ParseConstType();
  const ast::Type* ParseUnionType(ast::ExtendedAttributeList attributes);
  const ast::Type* ParseUnionMember();
  ast::Type* ParseParameterizedType(TypeKind kind);
  bool ParsePrimitiveKind(TypeKind* kind);
  bool ParseNull(ast::Type* type);

  // Extended attributes (parser_extended_attributes.cc).
  bool ParseExtendedAttributeList(ast::ExtendedAttributeList* out);
  bool ParseExtendedAttribute(ast::ExtendedAttribute* attribute);
  bool ParseExtendedAttributeValue(ast::ExtendedAttribute* attribute);
  bool ParseExtendedAttributeValues(ast::ExtendedAttribute* attribute);
  bool TakeValue(ast::ExtendedAttributeForm* form, ast::Identifier* value);

  const SourceFile& source_;
  Arena* const arena_;
  Diagnostics* const diagnostics_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  // The token that the last error was about: a second one there says nothing.
  size_t failed_at_ = SIZE_MAX;
  int nesting_ = 0;
  ast::File file_;

  std::vector<const ast::Argument*> argument_stack_;
  std::vector<const ast::Member*> member_stack_;
  std::vector<const ast::Type*> type_stack_;
  std::vector<ast::ExtendedAttribute> attribute_stack_;
  std::vector<ast::Identifier> identifier_stack_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_PARSER_IMPL_H_
