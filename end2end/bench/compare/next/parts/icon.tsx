export function Icon({ name, turns = false }: { name: string; turns?: boolean }) {
  return (
    <svg aria-hidden="true" className={turns ? "icon icon-turns" : "icon"}>
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
