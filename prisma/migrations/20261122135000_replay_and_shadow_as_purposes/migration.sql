-- New values of an enumeration can be used only after the transaction that adds them, so they stand alone.
ALTER TYPE "run_purpose" ADD VALUE 'replay';
ALTER TYPE "run_purpose" ADD VALUE 'shadow';
