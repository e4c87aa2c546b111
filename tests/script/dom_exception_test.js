// The DOMException interface (WebIDL sections 2.8.1 and 4.3).
'use strict';

{
  // Name, code and the constant that stands for the code.
  const names = [
    ['IndexSizeError', 1, 'INDEX_SIZE_ERR'],
    ['HierarchyRequestError', 3, 'HIERARCHY_REQUEST_ERR'],
    ['WrongDocumentError', 4, 'WRONG_DOCUMENT_ERR'],
    ['InvalidCharacterError', 5, 'INVALID_CHARACTER_ERR'],
    ['NoModificationAllowedError', 7, 'NO_MODIFICATION_ALLOWED_ERR'],
    ['NotFoundError', 8, 'NOT_FOUND_ERR'],
    ['NotSupportedError', 9, 'NOT_SUPPORTED_ERR'],
    ['InUseAttributeError', 10, 'INUSE_ATTRIBUTE_ERR'],
    ['InvalidStateError', 11, 'INVALID_STATE_ERR'],
    ['SyntaxError', 12, 'SYNTAX_ERR'],
    ['InvalidModificationError', 13, 'INVALID_MODIFICATION_ERR'],
    ['NamespaceError', 14, 'NAMESPACE_ERR'],
    ['InvalidAccessError', 15, 'INVALID_ACCESS_ERR'],
    ['TypeMismatchError', 17, 'TYPE_MISMATCH_ERR'],
    ['SecurityError', 18, 'SECURITY_ERR'],
    ['NetworkError', 19, 'NETWORK_ERR'],
    ['AbortError', 20, 'ABORT_ERR'],
    ['URLMismatchError', 21, 'URL_MISMATCH_ERR'],
    ['QuotaExceededError', 22, 'QUOTA_EXCEEDED_ERR'],
    ['TimeoutError', 23, 'TIMEOUT_ERR'],
    ['InvalidNodeTypeError', 24, 'INVALID_NODE_TYPE_ERR'],
    ['DataCloneError', 25, 'DATA_CLONE_ERR'],
  ];
  const namesWithoutCode = [
    'EncodingError', 'NotReadableError', 'UnknownError', 'ConstraintError',
    'DataError', 'TransactionInactiveError', 'ReadOnlyError', 'VersionError',
    'OperationError', 'NotAllowedError', 'OptOutError', 'Mine', '', 'Error',
  ];
  const constantsWithoutName = {
    DOMSTRING_SIZE_ERR: 2, NO_DATA_ALLOWED_ERR: 6, VALIDATION_ERR: 16,
  };

  test('interface object', () => {
    assertProperty(globalThis, 'DOMException', {
      writable: true, enumerable: false, configurable: true,
    });
    assertEquals(DOMException.length, 0);
    assertEquals(DOMException.name, 'DOMException');
    assertEquals(Object.getPrototypeOf(DOMException), Function.prototype);
    assertThrows(TypeError, () => DOMException());
  });

  test('it is an Error', () => {
    assertEquals(Object.getPrototypeOf(DOMException.prototype),
                 Error.prototype);
    const exception = new DOMException();
    assertTrue(exception instanceof Error);
    assertTrue(exception instanceof DOMException);
    assertEquals(exception.constructor, DOMException);
    assertEquals(Object.prototype.toString.call(exception),
                 '[object DOMException]');
    assertFalse(Object.hasOwn(DOMException.prototype, 'toString'));
  });

  test('defaults', () => {
    const exception = new DOMException();
    assertEquals(exception.name, 'Error');
    assertEquals(exception.message, '');
    assertEquals(exception.code, 0);
    assertEquals(String(exception), 'Error');
  });

  test('message and name', () => {
    const exception = new DOMException('text', 'AbortError');
    assertEquals(exception.message, 'text');
    assertEquals(exception.name, 'AbortError');
    assertEquals(String(exception), 'AbortError: text');
    assertEquals(new DOMException(null, null).message, 'null');
    assertEquals(new DOMException(undefined, undefined).name, 'Error');
    assertEquals(new DOMException('\uD800').message, '\uD800');
    assertThrows(TypeError, () => new DOMException(Symbol()));
  });

  for (const name of ['name', 'message', 'code']) {
    test(`${name} is a read-only accessor of the prototype`, () => {
      assertProperty(DOMException.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
      const exception = new DOMException('text', 'AbortError');
      assertFalse(Object.hasOwn(exception, name));
      assertThrows(TypeError, () => { exception[name] = 'other'; });
      const {get} =
          Object.getOwnPropertyDescriptor(DOMException.prototype, name);
      assertThrows(TypeError, () => get.call(new Error()));
      assertThrows(TypeError, () => DOMException.prototype[name]);
    });
  }

  for (const [name, code, constant] of names) {
    test(`${name} has the code ${code}`, () => {
      assertEquals(new DOMException('', name).code, code);
      for (const holder of [DOMException, DOMException.prototype]) {
        assertProperty(holder, constant, {
          value: code, writable: false, enumerable: true, configurable: false,
        });
      }
    });
  }

  test('other names have no code', () => {
    for (const name of namesWithoutCode) {
      const exception = new DOMException('', name);
      assertEquals(exception.name, name);
      assertEquals(exception.code, 0, name);
    }
  });

  test('constants of names that are no more', () => {
    for (const [name, value] of Object.entries(constantsWithoutName)) {
      assertEquals(DOMException[name], value);
    }
    const constants =
        Object.keys(DOMException).filter((key) => key.endsWith('_ERR'));
    assertEquals(constants.length, 25);
  });

  test('it has a stack, as other errors do', () => {
    const makeIt = () => new DOMException('text', 'AbortError');
    const exception = makeIt();
    assertEquals(typeof exception.stack, 'string');
    assertTrue(exception.stack.includes('makeIt'), exception.stack);
    assertFalse(Object.keys(exception).includes('stack'));
  });

  test('one that the platform throws has a stack, too', () => {
    const throwIt = () => new WebSocket('http:');
    const exception = assertThrowsDOMException('SyntaxError', throwIt);
    assertEquals(typeof exception.stack, 'string');
    assertTrue(exception.stack.includes('throwIt'), exception.stack);
    assertTrue(exception instanceof Error);
    assertEquals(exception.code, DOMException.SYNTAX_ERR);
    assertTrue(exception.message.length > 0);
  });

  test('classes can extend it', () => {
    class Mine extends DOMException {
      constructor() { super('text', 'AbortError'); }
    }
    const exception = new Mine();
    assertTrue(exception instanceof Mine);
    assertTrue(exception instanceof Error);
    assertEquals(exception.code, 20);
  });

  test('it can be thrown and caught', () => {
    const exception = new DOMException('text', 'DataError');
    try {
      throw exception;
    } catch (caught) {
      assertEquals(caught, exception);
    }
  });
}
