// CRC-32 as zlib computes it, for `mortise` and Node.js alike.
'use strict';

const crc32 = (() => {
  // tables[k][b] is the effect of byte b with k bytes behind it.
  const tables = Array.from({length: 4}, () => new Uint32Array(256));
  for (let i = 0; i < 256; ++i) {
    let value = i;
    for (let bit = 0; bit < 8; ++bit) {
      value = value & 1 ? 0xEDB88320 ^ (value >>> 1) : value >>> 1;
    }
    tables[0][i] = value;
  }
  for (let k = 1; k < 4; ++k) {
    for (let i = 0; i < 256; ++i) {
      const before = tables[k - 1][i];
      tables[k][i] = tables[0][before & 0xFF] ^ (before >>> 8);
    }
  }
  const [t0, t1, t2, t3] = tables;

  return function crc32(bytes) {
    let crc = ~0;
    let i = 0;
    for (; i + 4 <= bytes.length; i += 4) {
      crc ^= bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 |
             bytes[i + 3] << 24;
      crc = t3[crc & 0xFF] ^ t2[(crc >>> 8) & 0xFF] ^
            t1[(crc >>> 16) & 0xFF] ^ t0[crc >>> 24];
    }
    for (; i < bytes.length; ++i) {
      crc = t0[(crc ^ bytes[i]) & 0xFF] ^ (crc >>> 8);
    }
    return ~crc >>> 0;
  };
})();

if (typeof module !== 'undefined') module.exports = {crc32};
