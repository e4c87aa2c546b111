// Uses all of Mortise's interfaces, as bindings.d.ts declares them. Where an
// error is expected, the next line is wrong, and tsc must say so.

const target: EventTarget = new EventTarget();
const controller = new AbortController();
const signal: AbortSignal = controller.signal;
controller.abort();
controller.abort(new DOMException('gone', 'AbortError'));
const any: AbortSignal = AbortSignal.any([signal, AbortSignal.timeout(10)]);
AbortSignal.any(new Set([signal]));
any.onabort = (event) => { const on: EventTarget | null = event.target; on; };
any.onabort = null;
any.throwIfAborted();
// @ts-expect-error
signal.aborted = true;
// @ts-expect-error
new AbortSignal();

function listen(event: Event): void {
  const phase: number = event.eventPhase;
  if (phase === Event.AT_TARGET && !event.cancelBubble) event.preventDefault();
  event.returnValue = false;
  for (const each of event.composedPath()) each.dispatchEvent(event);
}
target.addEventListener('x', listen, { once: true, passive: true, signal });
target.addEventListener('x', { handleEvent: listen }, true);
target.addEventListener('x', null);
target.removeEventListener('x', listen, { capture: true });
const zero: 0 = Event.NONE;
const three: 3 = new Event('x').BUBBLING_PHASE;
zero; three;
// @ts-expect-error
target.addEventListener('x', { handle: listen });
// @ts-expect-error
target.addEventListener('x', listen, { often: true });
// @ts-expect-error
target.dispatchEvent('x');
// @ts-expect-error
new Event();
// @ts-expect-error
new Event('x', { bubbles: 'no' });

const custom = new CustomEvent('x', { detail: [1], bubbles: true });
custom.initCustomEvent('y', false, false, custom.detail);
target.dispatchEvent(custom);

class Ticker extends EventTarget {
  tick(): boolean { return this.dispatchEvent(new Event('tick')); }
}
new Ticker().tick();

const blob = new Blob(['a', new Uint8Array(1), new ArrayBuffer(2), target
    instanceof EventTarget ? new Blob() : new DataView(new ArrayBuffer(1))],
    { type: 'text/plain', endings: 'native' });
async function read(part: Blob): Promise<number> {
  const text: string = await part.text();
  const buffer: ArrayBuffer = await part.arrayBuffer();
  const bytes: Uint8Array = await part.bytes();
  return text.length + buffer.byteLength + bytes.length;
}
read(blob.slice(0, blob.size, 'x'));
// @ts-expect-error
new Blob([1]);
// @ts-expect-error
new Blob([], { endings: 'crlf' });
// @ts-expect-error
blob.text().length;

const message = new MessageEvent('message', {
  data: { a: 1 }, origin: 'o', lastEventId: '1', ports: [], source: null,
});
const ports: readonly MessagePort[] = message.ports;
message.initMessageEvent('m', false, false, 1, '', '', null, ports);
// @ts-expect-error
message.ports.push(null);

const exception = new DOMException();
const code: number = exception.code + DOMException.DATA_CLONE_ERR;
const abort: 20 = exception.ABORT_ERR;
code; abort;
// @ts-expect-error
const wrong: 21 = DOMException.ABORT_ERR;

const socket = new WebSocket('wss://example.test/', ['a', 'b']);
new WebSocket('wss://example.test/', 'a');
socket.binaryType = 'arraybuffer';
socket.onopen = () => socket.send('x');
socket.onmessage = (event) => (event as MessageEvent).data;
socket.onerror = socket.onclose = (event: Event) => {
  const close = event as CloseEvent;
  return close.wasClean && close.code === 4001 ? close.reason : socket.url;
};
for (const data of [blob, 'x', new ArrayBuffer(1), new Float64Array(1)]) {
  socket.send(data);
}
if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount === 0) {
  socket.close(4001, socket.protocol + socket.extensions);
}
target.dispatchEvent(new CloseEvent('close', {
  code: 4001, reason: 'r', wasClean: true, cancelable: false,
}));
// @ts-expect-error
socket.binaryType = 'text';
// @ts-expect-error
socket.send(1);
// @ts-expect-error
socket.close('4001');
// @ts-expect-error
new WebSocket();
