package io.rmaflow.rma.forms;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.RunningService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormsTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"RMA-3", "RMA-7", "RMA-2"})
  void theRequestSheetIsDownloaded_andAsksForEverythingThatARequestNeeds() {
    HttpResponse<byte[]> form = get("/api/forms/request-sheet");

    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("%E4%BF%AE%E7%90%86%E4%BE%9D%E9%A0%BC%E7%A5%A8.html");
    assertThat(new String(form.body(), StandardCharsets.UTF_8))
        .contains("修理依頼票", "お客様ID", "シリアル番号", "ソフトウェアバージョン", "不具合内容")
        .contains("設定のバックアップ", "メーカ保守用ログ")
        .contains("@page", "border-collapse")
        .doesNotContain("http://", "https://", "<script");
  }

  @Test
  @Clause({"GEN-8", "MFR-13", "MFR-14", "MFR-16", "WAR-17", "WAR-21", "DOA-2"})
  void theRequestSheetTellsWhatTheServiceLeavesToTheCustomer() {
    assertThat(new String(get("/api/forms/request-sheet").body(), StandardCharsets.UTF_8))
        .contains("最新の設定バックアップはお客様にて管理・保存してください。")
        .contains("お客様が貼られたシール類は原状に戻せません")
        .contains("消耗部品の交換は別途費用となります。")
        .contains("製品保証規定", "製品初期不良交換規定");
  }

  @Test
  @Clause({"CSB-7", "A-60"})
  void theCheckSheetIsDownloaded_andLeavesRoomForASelfDiagnosisThatCannotBeRun() {
    HttpResponse<byte[]> form = get("/api/forms/check-sheet");

    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(new String(form.body(), StandardCharsets.UTF_8))
        .contains("切り分けチェックシート", "自己診断", "実行できない")
        .contains("@page", "border-collapse")
        .doesNotContain("http://", "https://", "<script");
  }

  @Test
  void bothAreListed_othersAreNotThere() {
    assertThat(service.get("/api/forms").body().size()).isEqualTo(2);
    assertThat(service.get("/api/forms").body().at("/1/href").asString())
        .isEqualTo("/api/forms/check-sheet");
    assertThat(get("/api/forms/unknown").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String path) {
    return service.exchange(service.request(path, "customer", "C-1001").GET().build());
  }
}
