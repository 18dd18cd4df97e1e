/** One choice out of a short list that belongs to an address: works without JavaScript. */
export function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: readonly { readonly value: string; readonly title: string }[]
}) {
  return (
    <label className="flex min-w-0 flex-col gap-1.5 text-sm font-semibold">
      {label}
      <select
        key={value}
        name={name}
        defaultValue={value}
        className="min-h-11 max-w-72 rounded-lg border border-edge bg-surface px-3.5 py-2 text-base font-normal text-ink"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  )
}
