package io.rmaflow.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

  /** The example of C2SP's signed-note. */
  private static final String EXAMPLE_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String EXAMPLE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  /** The example of the Go package that the form comes from. */
  private static final String PETERS_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String PETERS_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String PETERS_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private static boolean isSigned(String note, String key) {
    VerifierKey known = VerifierKey.parse(key);
    return SignedNote.parse(note).signedBy(List.of(known)).equals(List.of(known));
  }

  @Test
  void ofTheSpecification_isVerifiedByItsKey() {
    assertThat(isSigned(EXAMPLE, EXAMPLE_KEY)).isTrue();
    assertThat(SignedNote.parse(EXAMPLE)).hasToString(EXAMPLE);
    assertThat(SignedNote.parse(EXAMPLE).text()).isEqualTo("This is an example message.\n");
  }

  @Test
  void isSignedByteForByteAsByOthers() {
    SigningKey peter = SigningKey.parse(PETERS_SECRET);

    assertThat(peter.verifier()).hasToString(PETERS_KEY);
    assertThat(peter.secret()).isEqualTo(PETERS_SECRET);
    assertThat(SignedNote.sign(SignedNote.parse(PETERS_NOTE).text(), List.of(peter)))
        .hasToString(PETERS_NOTE);
  }

  @Test
  void thatWasChanged_isSignedByNobody() {
    assertThat(isSigned(EXAMPLE.replace("an example", "no example"), EXAMPLE_KEY)).isFalse();
    assertThat(isSigned(EXAMPLE.replace("Uw2QOkn8", "Uw2QOkn9"), EXAMPLE_KEY)).isFalse();
    assertThat(isSigned(EXAMPLE, PETERS_KEY)).isFalse();
  }

  @Test
  void mayHaveSignaturesOfStrangers() {
    SignedNote note = SignedNote.parse(EXAMPLE).with(SignedNote.parse(PETERS_NOTE).signatures());

    assertThat(note.signatures()).hasSize(2);
    assertThat(note.signedBy(List.of(VerifierKey.parse(EXAMPLE_KEY)))).hasSize(1);
    assertThat(note.with(note.signatures()).signatures()).hasSize(2);
  }

  @Test
  void withAWrongSignatureOfAKnownKey_isSignedByNobody_whoeverElseSigned() {
    SignedNote note = SignedNote.parse(EXAMPLE).with(SignedNote.parse(PETERS_NOTE).signatures());

    assertThat(
            note.signedBy(List.of(VerifierKey.parse(EXAMPLE_KEY), VerifierKey.parse(PETERS_KEY))))
        .isEmpty();
  }

  @Test
  void mayHaveEmptyLinesInItsText() {
    SigningKey key = Keys.log("log.example", 1);
    SignedNote note = SignedNote.sign("one\n\ntwo\n", List.of(key));

    assertThat(SignedNote.parse(note.toString())).isEqualTo(note);
    assertThat(isSigned(note.toString(), key.toString())).isTrue();
  }

  @Test
  void thatIsNone_isNotRead() {
    Stream.of(
            "",
            "text\n",
            "text\n\n",
            "text\n— a AAAAAAA=\n",
            "text\n\n— a AAAAAAA=",
            "text\n\n- a AAAAAAA=\n",
            "text\n\n— a\n",
            "text\n\n— a AAAA\n",
            "text\n\n— a AAAAAAB=\n",
            "text\n\n— a+b AAAAAAA=\n",
            "te\txt\n\n— a AAAAAAA=\n",
            "text\r\n\n— a AAAAAAA=\n",
            "te\ud800xt\n\n— a AAAAAAA=\n",
            "text\n\n" + "— a AAAAAAA=\n".repeat(101))
        .forEach(
            note ->
                assertThatThrownBy(() -> SignedNote.parse(note))
                    .as(note)
                    .isInstanceOf(MalformedNote.class));
    assertThat(SignedNote.parse("text\n\n" + "— a AAAAAAA=\n".repeat(16)).signatures()).hasSize(16);
    assertThatThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}))
        .isInstanceOf(MalformedNote.class)
        .hasMessage("a note is not UTF-8");
  }

  @Nested
  class AKey {

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void hasThePublicKeyOfItsSeed() {
      SigningKey key =
          SigningKey.ofSeed(
              "rfc",
              VerifierKey.Kind.NOTE,
              HexFormat.of()
                  .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

      assertThat(HexFormat.of().formatHex(VerifierKey.base64(key.toString().split("\\+", 3)[2])))
          .isEqualTo("01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
      assertThat(HexFormat.of().formatHex(key.sign(new byte[0])))
          .isEqualTo(
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void isAnotherOneEachTimeItIsMade() {
      SecureRandom random = new SecureRandom();
      SigningKey one = SigningKey.generate("a", VerifierKey.Kind.NOTE, random);

      assertThat(SigningKey.parse(one.secret()).verifier()).isEqualTo(one.verifier());
      assertThat(SigningKey.generate("a", VerifierKey.Kind.NOTE, random).verifier())
          .isNotEqualTo(one.verifier());
    }

    @Test
    void ofAnotherNameOrKind_hasAnotherId() {
      assertThat(
              Stream.of(Keys.log("a", 1), Keys.log("b", 1), Keys.witness("a", 1), Keys.log("a", 2))
                  .map(key -> key.verifier().id()))
          .doesNotHaveDuplicates();
    }

    @Test
    void thatIsNone_isNotRead_andASecretOneNotTold() {
      Stream.of(
              "",
              "a",
              "a+b",
              "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
              "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
              "example.com/fo +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
              "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
              "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
              "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2")
          .forEach(
              key ->
                  assertThatThrownBy(() -> VerifierKey.parse(key))
                      .as(key)
                      .isInstanceOf(MalformedNote.class));
      Stream.of("", PETERS_KEY, PETERS_SECRET + "A", PETERS_SECRET.replace("c74f", "c74e"))
          .forEach(
              key ->
                  assertThatThrownBy(() -> SigningKey.parse(key))
                      .isInstanceOf(MalformedNote.class)
                      .message()
                      .doesNotContain("AYEKFALV"));
      assertThat(SigningKey.parse(PETERS_SECRET)).hasToString(PETERS_KEY);
    }
  }
}
