// The time of a replay.
//
// `clock({end, tick})` stands at its end, as the still picture does. It calls
//
//     tick({time, playing})    whenever either has changed
//
// with the time in microseconds. Playing on from the end starts over. The
// browser's clock and frames may be replaced, so that tests need not wait.

// A page in the background gets no frames. What it missed is not made up for.
const LONGEST_FRAME_MS = 250;

/** A clock that runs from 0 to `end` and stays there. */
export function clock({end, tick, now = () => performance.now(), frame = requestAnimationFrame}) {
  let time = end;
  let speed = 1;
  let playing = false;
  let last = 0;
  let turn = 0; // Frames asked for before a pause must not go on after it.

  function step(mine) {
    if (mine !== turn || !playing) return;
    const passed = Math.min(now() - last, LONGEST_FRAME_MS);
    last = now();
    time = Math.min(time + passed * 1000 * speed, end);
    playing = time < end;
    tick({time, playing});
    if (playing) frame(() => step(mine));
  }

  return {
    get time() {
      return time;
    },
    get playing() {
      return playing;
    },
    play() {
      if (playing || end === 0) return;
      if (time >= end) time = 0;
      playing = true;
      last = now();
      const mine = ++turn;
      tick({time, playing});
      frame(() => step(mine));
    },
    pause() {
      if (!playing) return;
      playing = false;
      turn++;
      tick({time, playing});
    },
    /** Goes to a time. A replay that plays goes on from there. */
    seek(to) {
      time = Math.min(Math.max(to, 0), end);
      if (time >= end) playing = false;
      tick({time, playing});
    },
    /** How much of the run's time passes in the reader's; 1 is its own time. */
    set speed(factor) {
      speed = factor;
    },
    /** Another run is shown: the end moves, and the time with it if it stood there. */
    set end(other) {
      const rested = time >= end;
      end = other;
      this.seek(rested ? end : time);
    },
  };
}
