package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.CaseAnswer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as one person sees it.
 *
 * @param of what the services say
 * @param timeline what happened, the oldest first
 * @param dues due times with their reasons
 * @param offers the forms
 * @param correctionBack the correction that was turned away; null where none was
 * @param filesBack what is wrong with files that were sent; none where nothing is
 * @param meanwhile what came between, where somebody else was faster; null where nobody was
 * @param writes whether the person may correct facts and send files
 * @param sends whether the person may have a mail sent again
 */
record CasePage(
    Reading of,
    List<Told> timeline,
    List<DueTold> dues,
    Offers offers,
    @Nullable CorrectionBack correctionBack,
    List<String> filesBack,
    @Nullable Meanwhile meanwhile,
    boolean writes,
    boolean sends) {

  /**
   * A correction as it was typed, with what is wrong.
   *
   * @param sequence of the fact
   * @param typed by the name of the field
   * @param reason as it was typed
   * @param problems by the name of the field
   * @param whole problems with all of it
   */
  record CorrectionBack(
      long sequence,
      Map<String, String> typed,
      String reason,
      Map<String, List<String>> problems,
      List<String> whole) {

    /** What was typed for a field; what it is where nothing was. */
    public String typed(String name, String otherwise) {
      return typed.getOrDefault(name, otherwise);
    }

    /** What is wrong with a field. */
    public List<String> problems(String name) {
      return problems.getOrDefault(name, List.of());
    }
  }

  /** The case. */
  public CaseAnswer the() {
    return of.the();
  }

  /** The correction that came back for that fact; null where none did. */
  public @Nullable CorrectionBack backFor(long sequence) {
    return correctionBack != null && correctionBack.sequence() == sequence ? correctionBack : null;
  }

  /** Under which one more form of this page is sent. */
  public String newKey() {
    return UUID.randomUUID().toString();
  }
}
