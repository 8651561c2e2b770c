alter table unit
  add column serial_number_as_given text,
  add column product_code_as_given text,
  add column customer_id_as_given text;
