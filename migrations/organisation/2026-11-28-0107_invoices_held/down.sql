UPDATE invoices SET to_settle_since = NULL, to_settle_because = '';
