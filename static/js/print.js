// Printing: a button opens the browser's; what was asked for to be printed opens it by itself, and a page of that kind then goes back.
// Switched on by [data-print], a button; [data-print-now], what is to be printed at once, with "back" a whole page.

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
// A roll is cut where its text ends.
addEventListener('beforeprint', () => {
  const { paper } = document.body.dataset;
  if (!['slip', 'roll'].includes(paper)) return;
  const length = Math.ceil(document.querySelector('main').scrollHeight * 25.4 / 96) + 2;
  const cut = new CSSStyleSheet();
  cut.replaceSync(`@page ${paper} { size: 80mm ${length}mm; }`);
  document.adoptedStyleSheets = [cut];
});
const now = document.querySelector('[data-print-now]');
if (now) {
  const printed = () => {
    print();
    if (now.dataset.printNow === 'back') location.replace(document.querySelector('.print-bar .back').href);
  };
  if (document.readyState === 'complete') printed();
  else addEventListener('load', printed);
}
