// Shares words by whatever the device shares with; where it has nothing, they are copied.
// Switched on by [data-share], a button whose value is the words; data-copied is what it says once they are copied,
// and with data-copy-only they are never shared.

const buttons = document.querySelectorAll('[data-share]');

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.share);
  button.querySelector('span').textContent = button.dataset.copied;
}

async function share({ currentTarget: button }) {
  if (!navigator.share || 'copyOnly' in button.dataset) return copy(button);
  try {
    await navigator.share({ text: button.dataset.share });
  } catch (error) {
    // Whoever changes their mind is no fault.
    if (error.name !== 'AbortError') await copy(button);
  }
}

for (const button of buttons) {
  button.hidden = !navigator.share && !navigator.clipboard;
  button.addEventListener('click', share);
}
