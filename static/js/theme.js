// Sets the chosen theme before the first paint; loaded in <head>, blocking.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* storage is off: the system's theme stays */ }
