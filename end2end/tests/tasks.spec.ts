// What to do: written down in a line, done, taken back, with scripts and without them.
import { awake, expect, test } from "../fixtures/test";

const DO_AGAIN = { name: "Do again: Call the harbour" };

test("a task is written down, done, and taken back", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/tasks");
  await expect(page.getByText("Nothing to do")).toBeVisible();

  await page.getByLabel("What to do").fill("Call the harbour");
  await page.getByLabel(/^When, such as/).fill("soonish");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Kith does not understand this date")).toBeVisible();
  await expect(page.getByLabel("What to do")).toHaveValue("Call the harbour");

  await page.getByLabel(/^When, such as/).fill("today, every 2 weeks");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Added for today.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.getByRole("button", { name: "Complete: Call the harbour" }).click();
  await expect(page.getByText(/^Done\. Next: /)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Later" })).toBeVisible();
  await page.goto("/tasks?show=done");
  await page.getByRole("button", DO_AGAIN).click();
  await expect(page.getByText("Nothing is done yet")).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Call the harbour" })).toBeVisible();
});

test("a task is edited on its page", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/tasks/new");
  await page.getByLabel("What to do").fill("Write to the museum");
  await page.getByLabel("When", { exact: true }).fill("24.12.2030 18:00");
  await page.getByLabel("1 day before").check();
  await page.getByRole("button", { name: "Add task" }).click();
  await page.getByRole("link", { name: "Write to the museum" }).click();
  await expect(page.getByLabel("When", { exact: true })).toHaveValue("2030-12-24 18:00");
  await expect(page.getByLabel("1 day before")).toBeChecked();
  await page.getByLabel("Notes").fill("Ask for the catalogue");
  await page.getByRole("button", { name: "Save task" }).click();
  await expect(page.getByText("Task saved.")).toBeVisible();
});

test("t leads to a new task from anywhere", async ({ page, member, javaScriptEnabled }) => {
  expect(member.email).toContain("@");
  test.skip(!javaScriptEnabled, "keys need scripts");
  await page.goto("/tasks");
  await awake(page);
  await page.keyboard.press("t");
  await expect(page.getByLabel("What to do")).toBeFocused();
  await page.goto("/companies");
  await awake(page);
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/tasks\/new\?from=/);
});
