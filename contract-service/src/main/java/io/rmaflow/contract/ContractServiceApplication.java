package io.rmaflow.contract;

import io.rmaflow.kit.web.api.InJapanese;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Registrations, customer IDs, contracts, the catalogue with its releases, the business calendar
 * and the settings of the policy. Dates are days in Japan; instants carry their offset. What one
 * call has written another reads at once with its Consistency-Token.
 */
@InJapanese("機器の登録・お客様ID・保守契約・製品とソフトウェアのリリース・営業日カレンダー・ポリシーの設定値。" + "日付は日本の暦日、日時は時差付きです。")
@SpringBootApplication
public class ContractServiceApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(ContractServiceApplication.class, args);
  }
}
