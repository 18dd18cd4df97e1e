-- A new value of an enumeration can be used only after the transaction that adds it, so it stands alone.
ALTER TYPE "run_purpose" ADD VALUE 'rollback';
