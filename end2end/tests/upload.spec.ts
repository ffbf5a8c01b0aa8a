// What scripts add to an upload.
import { mailbox } from "../fixtures/mailbox";
import { awake, expect, test } from "../fixtures/test";

test("a file may be dropped on the page", async ({ page, member }) => {
  const file = mailbox(member);
  await page.goto("/imports");
  await awake(page);
  const dropped = await page.evaluateHandle(
    ({ name, type, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type }));
      return transfer;
    },
    { name: file.name, type: file.mimeType, text: file.buffer.toString() },
  );
  const area = page.locator(".drop");
  await area.dispatchEvent("dragover", { dataTransfer: dropped });
  await expect(area).toHaveAttribute("data-over");
  await area.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(file.name);
  await expect(page.getByText(`Stored ${file.account.Stored} of`)).toBeVisible({ timeout: 60_000 });
});
