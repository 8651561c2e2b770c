-- What was stored in plain text stays readable; the service stores it under its key when it starts.
comment on column webhook.secret is
  'aes1:<key>:<Base64 of nonce, text and tag>, AES-256-GCM bound to webhook_id; whsec_… where it was stored before there were keys';
comment on column webhook.former_secret is 'as secret';
