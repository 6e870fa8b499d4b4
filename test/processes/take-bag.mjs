// A receiver in a process of its own: it takes a bag, tells what is in it, and never says that it is done.
import { openPost } from '../../dist/libs/platform/messaging/post.js';

const { backend, times } = JSON.parse(process.env.RECEIVER);
const ignore = () => undefined;

openPost(backend, ignore, times).receive(
  'casefile',
  async ({ letters }) => {
    process.send(letters);
    await new Promise(ignore);
  },
  ignore,
);
