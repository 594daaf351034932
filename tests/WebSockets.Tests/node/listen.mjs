// What a browser's page does to follow an activity, with the package ws in the place of the browser's WebSocket.
import { WebSocket } from 'ws';

const [address] = process.argv.slice(2);
const socket = new WebSocket(address);
socket.onopen = () => console.log('open');
socket.onmessage = function (event) {
  const data = JSON.parse(event.data);
  console.log(`Activity ${data.activity_id} ${data.action}:`, JSON.stringify(data.data));
};
socket.onclose = ({ code }) => console.log(`closed ${code}`);
