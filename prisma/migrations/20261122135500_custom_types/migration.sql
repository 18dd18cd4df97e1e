-- Import types that administrators make in the browser. Their records stand in tables of their own in schema roster.
CREATE TABLE "custom_types" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "fields" JSONB NOT NULL,
    "key" TEXT[],
    "group_field" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "custom_types_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "custom_types_table_name_key" ON "custom_types"("table_name");
CREATE UNIQUE INDEX "custom_types_account_id_slug_key" ON "custom_types"("account_id", "slug");
ALTER TABLE "custom_types" ADD CONSTRAINT "custom_types_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Two types of one account that differ in case alone would share their usual file name.
ALTER TABLE "custom_types" ADD CONSTRAINT "custom_types_slug" CHECK ("slug" ~ '^[a-z][a-z0-9-]{0,39}$');
