export function Sky() {
  return (
    <svg viewBox="0 0 360 104" preserveAspectRatio="xMidYMax meet" aria-hidden="true" className="sky-view">
      <circle className="sky-sun" cx="282" cy="44" r="31" />
      <path className="sky-far" d="M-1600 60V52H-60Q30 42 120 50T250 56H2000V60ZM56 47a4 9 0 1 1 8 0zm12-1a4 10 0 1 1 8 0zm12 1a4 8 0 1 1 8 0zm14 1a3.5 7 0 1 1 7 0z" />
      <path className="sky-land" d="M-1600 58H0Q90 52 180 56T360 54H2000V106H-1600Z" />
      <path className="sky-road" d="M-1600 88C-500 88 40 80 206 71C248 68.5 272 63 281.5 55.5H283.5C284 63 272 72 236 77.5C100 95-500 106-1600 106Z" />
      <path className="sky-line" d="M-1600 58H0Q90 52 180 56T360 54H2000" />
    </svg>
  );
}
