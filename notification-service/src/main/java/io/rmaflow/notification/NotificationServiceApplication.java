package io.rmaflow.notification;

import io.rmaflow.kit.web.api.InJapanese;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Mails to customers with their delivery log, and webhooks. Instants carry their offset. */
@InJapanese("お客様へのメールとその送信記録、および Webhook。日時は時差付きです。")
@SpringBootApplication
public class NotificationServiceApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(NotificationServiceApplication.class, args);
  }
}
