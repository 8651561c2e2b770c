package io.rmaflow.rma;

import io.rmaflow.kit.web.api.InJapanese;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Cases from the report to the closure: intake, steps, deadlines with their derivation, history,
 * loaners, attachments and how a customer stands. Dates are days in Japan; instants carry their
 * offset. What one call has written another reads at once with its Consistency-Token. Facts may
 * become known in any order.
 */
@InJapanese("申告から完了までの案件(受付・各手順・期限・履歴・貸出機・添付ファイル・お客様の状況)。日付は日本の暦日、日時は時差付きです。")
@SpringBootApplication
public class RmaServiceApplication {

  /** Starts the service; arguments are Spring Boot's. */
  public static void main(String[] args) {
    SpringApplication.run(RmaServiceApplication.class, args);
  }
}
