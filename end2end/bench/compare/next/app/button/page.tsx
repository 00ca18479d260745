import { today } from "../../parts/load.ts";
import { Page } from "../../parts/page.tsx";
import { Next } from "./next.tsx";

export default async function Button() {
  const data = await today();
  return (
    <Page today={data}>
      <Next steps={data.steps} />
    </Page>
  );
}
