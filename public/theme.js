// Applies the person's choice of theme and density before the first paint, so that a dark screen never flashes white.
// The application writes these two keys; without them the device decides.
for (const choice of ["theme", "density"]) {
  try {
    const value = localStorage.getItem(`quayside.${choice}`);
    if (value) document.documentElement.dataset[choice] = value;
  } catch {
    // Storage is blocked: the device decides.
  }
}
