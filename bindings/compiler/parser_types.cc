#include "bindings/compiler/parser_impl.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// The type that a single keyword names, or kInvalid.
TypeKind KindOfKeyword(TokenKind keyword) {
  switch (keyword) {
    case TokenKind::kAny:
      return TypeKind::kAny;
    case TokenKind::kUndefined:
      return TypeKind::kUndefined;
    case TokenKind::kDOMString:
      return TypeKind::kDOMString;
    case TokenKind::kByteString:
      return TypeKind::kByteString;
    case TokenKind::kUSVString:
      return TypeKind::kUSVString;
    case TokenKind::kObject:
      return TypeKind::kObject;
    case TokenKind::kSymbol:
      return TypeKind::kSymbol;
    case TokenKind::kArrayBuffer:
      return TypeKind::kArrayBuffer;
    case TokenKind::kSharedArrayBuffer:
      return TypeKind::kSharedArrayBuffer;
    case TokenKind::kDataView:
      return TypeKind::kDataView;
    case TokenKind::kInt8Array:
      return TypeKind::kInt8Array;
    case TokenKind::kInt16Array:
      return TypeKind::kInt16Array;
    case TokenKind::kInt32Array:
      return TypeKind::kInt32Array;
    case TokenKind::kUint8Array:
      return TypeKind::kUint8Array;
    case TokenKind::kUint16Array:
      return TypeKind::kUint16Array;
    case TokenKind::kUint32Array:
      return TypeKind::kUint32Array;
    case TokenKind::kUint8ClampedArray:
      return TypeKind::kUint8ClampedArray;
    case TokenKind::kBigInt64Array:
      return TypeKind::kBigInt64Array;
    case TokenKind::kBigUint64Array:
      return TypeKind::kBigUint64Array;
    case TokenKind::kFloat16Array:
      return TypeKind::kFloat16Array;
    case TokenKind::kFloat32Array:
      return TypeKind::kFloat32Array;
    case TokenKind::kFloat64Array:
      return TypeKind::kFloat64Array;
    default:
      return TypeKind::kInvalid;
  }
}

TypeKind ParameterizedKindOfKeyword(TokenKind keyword) {
  switch (keyword) {
    case TokenKind::kSequence:
      return TypeKind::kSequence;
    case TokenKind::kAsyncSequence:
      return TypeKind::kAsyncSequence;
    case TokenKind::kFrozenArray:
      return TypeKind::kFrozenArray;
    case TokenKind::kObservableArray:
      return TypeKind::kObservableArray;
    case TokenKind::kPromise:
      return TypeKind::kPromise;
    case TokenKind::kRecord:
      return TypeKind::kRecord;
    default:
      return TypeKind::kInvalid;
  }
}

}  // namespace

bool Parser::AtTypeStart() const {
  switch (token().kind) {
    case TokenKind::kIdentifier:
    case TokenKind::kOpenParenthesis:
    case TokenKind::kUnrestricted:
      return true;
    default:
      return token().kind >= TokenKind::kAny;
  }
}

const ast::Type* Parser::ParseTypeWithExtendedAttributes() {
  ast::ExtendedAttributeList attributes;
  return ParseExtendedAttributeList(&attributes) ? ParseType(attributes)
                                                 : nullptr;
}

// Type: SingleType | UnionType Null
const ast::Type* Parser::ParseType(ast::ExtendedAttributeList attributes) {
  const Enter enter(this);
  if (!enter.allowed()) {
    return nullptr;
  }
  const Token first = token();
  if (first.kind == TokenKind::kOpenParenthesis) {
    return ParseUnionType(attributes);
  }
  ast::Type* type = nullptr;
  TypeKind kind = ParameterizedKindOfKeyword(first.kind);
  if (kind != TypeKind::kInvalid) {
    type = ParseParameterizedType(kind);
    if (type == nullptr) {
      return nullptr;
    }
  } else if (first.kind == TokenKind::kIdentifier) {
    type = arena_->New<ast::Type>();
    type->kind = TypeKind::kReference;
    type->name = TakeIdentifier().text;
  } else {
    kind = KindOfKeyword(first.kind);
    if (kind != TypeKind::kInvalid) {
      Advance();
    } else if (!ParsePrimitiveKind(&kind)) {
      return nullptr;
    }
    type = arena_->New<ast::Type>();
    type->kind = kind;
  }
  type->extended_attributes = attributes;
  if (!ParseNull(type)) {
    return nullptr;
  }
  type->range = RangeFrom(first);
  return type;
}

// Null: "?" | nothing; nothing only behind any and promises.
bool Parser::ParseNull(ast::Type* type) {
  if (!Is(TokenKind::kQuestion)) {
    return true;
  }
  if (type->kind == TypeKind::kAny || type->kind == TypeKind::kPromise) {
    ReportAtToken(StrCat("'", TypeKindName(type->kind),
                         type->kind == TypeKind::kPromise ? "<...>" : "",
                         "' cannot be nullable"));
    return false;
  }
  Advance();
  type->is_nullable = true;
  if (Is(TokenKind::kQuestion)) {
    ReportAtToken("a type cannot be nullable twice");
    return false;
  }
  return true;
}

// UnionType: "(" UnionMemberType "or" UnionMemberType UnionMemberTypes ")"
const ast::Type* Parser::ParseUnionType(ast::ExtendedAttributeList attributes) {
  const Token first = token();
  Advance();
  auto* type = arena_->New<ast::Type>();
  type->kind = TypeKind::kUnion;
  type->extended_attributes = attributes;
  List<const ast::Type*> members(&type_stack_);
  int count = 0;
  do {
    const ast::Type* member = ParseUnionMember();
    if (member == nullptr) {
      return nullptr;
    }
    members.Add(member);
    ++count;
  } while (Consume(TokenKind::kOr));
  if (count == 1) {
    FailExpected("'or'", "and another member type of the union");
    return nullptr;
  }
  if (!Consume(TokenKind::kCloseParenthesis)) {
    FailExpected("'or' or ')'", "in the union type");
    return nullptr;
  }
  type->parameters = members.CopyTo(arena_);
  if (!ParseNull(type)) {
    return nullptr;
  }
  type->range = RangeFrom(first);
  return type;
}

// UnionMemberType: ExtendedAttributeList DistinguishableType | UnionType Null
const ast::Type* Parser::ParseUnionMember() {
  ast::ExtendedAttributeList attributes;
  if (Is(TokenKind::kOpenBracket)) {
    if (!ParseExtendedAttributeList(&attributes)) {
      return nullptr;
    }
    if (Is(TokenKind::kOpenParenthesis)) {
      ReportAtToken(
          "extended attributes cannot stand before a union inside a union");
      return nullptr;
    }
  }
  if ((Is(TokenKind::kAny) || Is(TokenKind::kPromise)) && failed_at_ != at_) {
    diagnostics_->Report(
        Rule::kUnionMemberAny, RangeOf(token()),
        StrCat("'", TextOf(token()), "' cannot be a member of a union"));
    failed_at_ = at_;
    return nullptr;
  }
  return ParseType(attributes);
}

// "sequence" "<" TypeWithExtendedAttributes ">" and its likes; a promise takes
// a plain Type, a record has a key type first.
ast::Type* Parser::ParseParameterizedType(TypeKind kind) {
  const std::string_view name = TypeKindName(kind);
  Advance();
  if (!Expect(TokenKind::kLess, StrCat("after '", name, "'"))) {
    return nullptr;
  }
  auto* type = arena_->New<ast::Type>();
  type->kind = kind;
  List<const ast::Type*> parameters(&type_stack_);
  if (kind == TypeKind::kRecord) {
    auto* key = arena_->New<ast::Type>();
    const Token key_token = token();
    key->kind = KindOfKeyword(key_token.kind);
    if (!IsStringType(key->kind)) {
      FailExpected("'DOMString', 'USVString' or 'ByteString'",
                   "as the key type of the record");
      return nullptr;
    }
    Advance();
    key->range = RangeOf(key_token);
    parameters.Add(key);
    if (!Expect(TokenKind::kComma, "after the key type of the record")) {
      return nullptr;
    }
  }
  const ast::Type* parameter = kind == TypeKind::kPromise
                                   ? ParseType()
                                   : ParseTypeWithExtendedAttributes();
  if (parameter == nullptr) {
    return nullptr;
  }
  parameters.Add(parameter);
  if (!Expect(TokenKind::kGreater, StrCat("to end '", name, "<...'"))) {
    return nullptr;
  }
  type->parameters = parameters.CopyTo(arena_);
  return type;
}

// PrimitiveType, of up to three keywords.
bool Parser::ParsePrimitiveKind(TypeKind* kind) {
  switch (token().kind) {
    case TokenKind::kBoolean:
      *kind = TypeKind::kBoolean;
      break;
    case TokenKind::kByte:
      *kind = TypeKind::kByte;
      break;
    case TokenKind::kOctet:
      *kind = TypeKind::kOctet;
      break;
    case TokenKind::kBigInt:
      *kind = TypeKind::kBigInt;
      break;
    case TokenKind::kFloat:
      *kind = TypeKind::kFloat;
      break;
    case TokenKind::kDouble:
      *kind = TypeKind::kDouble;
      break;
    case TokenKind::kUnrestricted:
      Advance();
      if (Is(TokenKind::kFloat)) {
        *kind = TypeKind::kUnrestrictedFloat;
      } else if (Is(TokenKind::kDouble)) {
        *kind = TypeKind::kUnrestrictedDouble;
      } else {
        return FailExpected("'float' or 'double'", "after 'unrestricted'");
      }
      break;
    case TokenKind::kUnsigned:
    case TokenKind::kShort:
    case TokenKind::kLong: {
      const bool is_unsigned = Consume(TokenKind::kUnsigned);
      if (Is(TokenKind::kShort)) {
        *kind = is_unsigned ? TypeKind::kUnsignedShort : TypeKind::kShort;
      } else if (!Is(TokenKind::kLong)) {
        return FailExpected("'short' or 'long'", "after 'unsigned'");
      } else if (PeekToken().kind == TokenKind::kLong) {
        Advance();
        *kind = is_unsigned ? TypeKind::kUnsignedLongLong : TypeKind::kLongLong;
      } else {
        *kind = is_unsigned ? TypeKind::kUnsignedLong : TypeKind::kLong;
      }
      break;
    }
    default:
      return FailExpected("a type");
  }
  Advance();
  return true;
}

// ConstType: PrimitiveType | identifier
const ast::Type* Parser::ParseConstType() {
  const Token first = token();
  auto* type = arena_->New<ast::Type>();
  if (Is(TokenKind::kIdentifier)) {
    type->kind = TypeKind::kReference;
    type->name = TakeIdentifier().text;
  } else if (AtTypeStart() &&
             (KindOfKeyword(first.kind) != TypeKind::kInvalid ||
              ParameterizedKindOfKeyword(first.kind) != TypeKind::kInvalid ||
              first.kind == TokenKind::kOpenParenthesis)) {
    ReportAtToken(StrCat(
        "the type of a constant must be a primitive type, not ", Describe()));
    return nullptr;
  } else if (!ParsePrimitiveKind(&type->kind)) {
    return nullptr;
  }
  type->range = RangeFrom(first);
  if (Is(TokenKind::kQuestion)) {
    ReportAtToken("the type of a constant cannot be nullable");
    return nullptr;
  }
  return type;
}

}  // namespace mortise::idl
