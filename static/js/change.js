// Change: what is given back of the cash that was handed over, as it is typed.
// Switched on by [data-change], the cash, whose value is the id of the field with the amount; an <output> beside it shows it.

/** Rupees as they are typed, with digits of any script; nothing where it is no amount. */
function read(text) {
  const plain = [...text].map(sign => (/\p{Nd}/u.test(sign) && !/\d/.test(sign) ? (sign.codePointAt(0) - 6) % 16 : sign)).join('');
  const amount = plain.replace(/[₹,\s]/g, '');
  return /^\d+(\.\d{1,2})?$/.test(amount) ? Number(amount) : null;
}

function show() {
  const cash = document.querySelector('[data-change]');
  if (!cash) return;
  const [given, amount] = [cash, document.getElementById(cash.dataset.change)].map(field => read(field.value));
  const output = cash.parentElement.querySelector('output');
  output.hidden = given === null || amount === null || given < amount;
  const change = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 2 }).format((given ?? 0) - (amount ?? 0));
  output.querySelector('b').textContent = `₹${change}`;
}

document.addEventListener('input', show);
document.addEventListener('page:shown', show);
show();
