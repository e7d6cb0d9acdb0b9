// Whose turn it is: the title says it as soon as the page does, and the card of whoever is called comes into sight.
// Switched on by [data-turn], the part that changes, whose value is the title.

const called = () => [...document.querySelectorAll('[data-turn] [data-status="called"]')];
let before = called().map(it => it.id);

document.addEventListener('htmx:after:swap', () => {
  const title = document.querySelector('[data-turn]')?.dataset.turn;
  if (title) document.title = title;
  const now = called();
  const newly = now.find(it => !before.includes(it.id));
  before = now.map(it => it.id);
  if (!newly) return;
  newly.scrollIntoView({ block: 'center' });
  document.dispatchEvent(new Event('turn:called'));
});
