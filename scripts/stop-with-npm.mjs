/** When npm is killed (-9) it can't pass that on: then stop in good order, as after Ctrl-C. */
export const stopWithNpm = () => {
  if (!process.env.npm_lifecycle_event) return;
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
};
