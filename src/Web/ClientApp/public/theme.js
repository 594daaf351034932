// Runs before the first paint, so that the wrong theme never flashes.
try {
  const theme = localStorage.getItem('dots.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: fall back to the system's theme.
}
