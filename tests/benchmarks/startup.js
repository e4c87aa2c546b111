// Opens a WebSocket, is closed with 4001 and prints that; timed from outside.
// The first argument is the address (ws://HOST:PORT) of a
// mortise-loopback-server.  Plain ES2020.

{
  const args = typeof scriptArgs === 'object' ? scriptArgs :
      typeof Deno === 'object' ? Deno.args : process.argv.slice(2);
  const socket = new WebSocket(`${args[0]}/close?code=4001`);
  socket.addEventListener('close', (event) => console.log(event.code));
}
