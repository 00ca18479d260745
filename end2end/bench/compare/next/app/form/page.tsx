import { today } from "../../parts/load.ts";
import { Page } from "../../parts/page.tsx";
import { Next } from "./next.tsx";

export default async function Form() {
  const data = await today();
  return (
    <Page today={data}>
      <Next steps={data.steps} />
    </Page>
  );
}
