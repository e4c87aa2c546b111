// Random messages, for npm's ws.
'use strict';

const alphabet = [...'abcdefgh \n\0\u00e4\u20ac\ufeff\uffff\u{1f600}'];

// Around the borders of the frame format.
const boundarySizes = [
  0, 1, 124, 125, 126, 127, 128, 65534, 65535, 65536, 65537, 1 << 20,
];

// Numbers from 0 to 2^32 - 1: xorshift.
function makeRandom(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function randomBytes(random, size) {
  const words = Uint32Array.from({length: Math.ceil(size / 4)}, random);
  return Buffer.from(words.buffer, 0, size);
}

function randomMessage(random) {
  const bits = [8, 16, 20][random() % 3] * random() / 2 ** 32;
  const size = Math.floor(2 ** bits) - 1;
  switch (random() % 3) {
    case 0:
      return randomBytes(random, size);
    case 1:  // Easily compressed.
      return Buffer.alloc(size, randomBytes(random, 4 + (size / 50 | 0)));
    default: {
      const text = Array.from({length: Math.min(size, 1000)},
                              () => alphabet[random() % alphabet.length]);
      return text.join('').repeat(1 + size / 2000);
    }
  }
}

// Resolves when the message is on its way, so that memory stays bounded.
function send(connection, data, options = {}) {
  return new Promise((resolve, reject) => {
    connection.send(data, options,
                    (error) => error ? reject(error) : resolve());
  });
}

module.exports = {
  boundarySizes, makeRandom, randomBytes, randomMessage, send,
};
