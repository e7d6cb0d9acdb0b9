-- What is held for visits that were called off before is to be settled too. Run again, it finds nothing more.
UPDATE invoices
JOIN appointments ON appointments.id = invoices.appointment_id
SET invoices.to_settle_since = appointments.cancelled_at, invoices.to_settle_because = appointments.cancel_reason
WHERE appointments.status IN ('cancelled', 'no_show') AND invoices.paid > 0 AND invoices.voided_at IS NULL AND invoices.to_settle_since IS NULL;
