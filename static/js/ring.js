// Rings and shakes when somebody more is called, once a tap allowed it, and keeps the screen awake until then.
// Switched on by [data-ring], with the button and what is said while it is on.

const place = document.querySelector('[data-ring]');
const button = place.querySelector('button');
/** In hertz, and after how many seconds. */
const NOTES = [[880, 0], [660, .35], [880, .9], [660, 1.25]];
let sound = null;
let awake = null;

const isOn = () => button.getAttribute('aria-pressed') === 'true';

function ring() {
  navigator.vibrate?.([400, 200, 400, 200, 400]);
  sound.resume();
  for (const [note, after] of NOTES) {
    const [tone, loudness, at] = [sound.createOscillator(), sound.createGain(), sound.currentTime + after];
    tone.frequency.value = note;
    loudness.gain.setValueAtTime(.5, at);
    loudness.gain.exponentialRampToValueAtTime(.001, at + .5);
    tone.connect(loudness).connect(sound.destination);
    tone.start(at);
    tone.stop(at + .5);
  }
}

/** A phone that sleeps hears nothing. Where it cannot be kept awake, or is too empty for that, it sleeps. */
async function stayAwake() {
  awake = await navigator.wakeLock?.request('screen').catch(() => null);
}

button.addEventListener('click', () => {
  button.setAttribute('aria-pressed', !isOn());
  place.querySelector('[role=status]').hidden = !isOn();
  if (!isOn()) return awake?.release();
  sound ??= new AudioContext();
  // So that it is known how loud it is.
  ring();
  stayAwake();
});
document.addEventListener('visibilitychange', () => isOn() && !document.hidden && stayAwake());
document.addEventListener('turn:called', () => isOn() && ring());
place.hidden = false;
