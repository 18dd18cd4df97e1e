-- A version says what the template was called, and why it was made.
ALTER TABLE "template_versions"
  ADD COLUMN "name" TEXT,
  ADD COLUMN "file_name" TEXT COLLATE "C",
  ADD COLUMN "note" TEXT,
  ADD COLUMN "origin" JSONB;

UPDATE "template_versions" AS version
SET "name" = template."name", "file_name" = template."file_name"
FROM "templates" AS template
WHERE version."template_id" = template."id" AND version."version" = template."current_version";
