package io.rmaflow.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  /** The example of tlog-checkpoint and tlog-cosignature. */
  private static final String EXAMPLE =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  private static final String ORIGIN = "rmaflow.example/rma";
  private static final SigningKey OLD = Keys.log(ORIGIN, 1);
  private static final SigningKey NEW = Keys.log(ORIGIN, 2);
  private static final SigningKey WITNESS = Keys.witness("witness.example/w1", 3);
  private static final SigningKey OTHER_WITNESS = Keys.witness("witness.example/w2", 4);
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private static Checkpoint of(long size) {
    return new Checkpoint(ORIGIN, size, Merkle.leaf(new byte[] {1}));
  }

  private static Opened.Reason refused(Opened opened) {
    assertThat(opened).isInstanceOf(Opened.Refused.class);
    return ((Opened.Refused) opened).reason();
  }

  private static List<VerifierKey> trusted(Opened opened) {
    assertThat(opened).as(opened.toString()).isInstanceOf(Opened.Trusted.class);
    return ((Opened.Trusted) opened).by();
  }

  @Test
  void ofTheSpecification_isReadAndWrittenAsItStands() {
    SignedNote note = SignedNote.parse(EXAMPLE);
    Checkpoint checkpoint = Checkpoint.parse(note.text());

    assertThat(checkpoint)
        .isEqualTo(
            new Checkpoint(
                "example.com/behind-the-sofa",
                20_852_163,
                Hash.ofBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")));
    assertThat(checkpoint.text()).isEqualTo(note.text());
    assertThat(note).hasToString(EXAMPLE);
    assertThat(note.signatures())
        .extracting(NoteSignature::name, NoteSignature::keyIdInHex)
        .containsExactly(
            tuple("example.com/behind-the-sofa", "033de0ae"),
            tuple("witness.example.com/w1", "8d66cf3f"));
  }

  @Test
  void keepsFurtherLines() {
    Checkpoint checkpoint = Checkpoint.parse(of(7).text() + "one more\n");

    assertThat(checkpoint.extensions()).containsExactly("one more");
    assertThat(checkpoint.text()).endsWith("\none more\n");
  }

  @Test
  void thatIsNone_isNotRead() {
    String root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    Stream.of(
            "a\n1\n",
            "a\n1\n" + root.strip(),
            "\n1\n" + root,
            "a\n01\n" + root,
            "a\n-1\n" + root,
            "a\n9223372036854775808\n" + root,
            "a\n0\n" + root,
            "a\n1\nCsUY\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
            "a\n1\n" + root + "\n")
        .forEach(
            text ->
                assertThatThrownBy(() -> Checkpoint.parse(text))
                    .as(text)
                    .isInstanceOf(MalformedNote.class));
    assertThat(Checkpoint.parse("a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").size())
        .isZero();
  }

  @Nested
  class IsTrusted {

    @Test
    void whereTheKeyOfItsLogSignedIt() {
      TrustedKeys keys = TrustedKeys.of(OLD.verifier());

      assertThat(trusted(keys.open(of(5).sign(List.of(OLD))))).containsExactly(OLD.verifier());
      assertThat(refused(keys.open(of(5).sign(List.of(NEW))))).isEqualTo(Opened.Reason.NOT_SIGNED);
      assertThat(refused(keys.open("nothing", Optional.empty())))
          .isEqualTo(Opened.Reason.MALFORMED);
      assertThat(
              refused(
                  keys.open(
                      new Checkpoint("rmaflow.example/contract", 5, Merkle.leaf(new byte[0]))
                          .sign(List.of(OLD)))))
          .isEqualTo(Opened.Reason.OTHER_LOG);
      assertThat(
              refused(
                  keys.open(
                      of(5).sign(List.of(OLD)).toString().replace("\n5\n", "\n6\n"),
                      Optional.empty())))
          .isEqualTo(Opened.Reason.WRONG_SIGNATURE);
    }

    /** Both keys sign from 100 leaves on, the old one stops at 200. */
    @Test
    void byTheOldKeyByBothAndByTheNewOne_whileTheKeyChanges() {
      TrustedKeys keys =
          TrustedKeys.parse(
              "origin rmaflow.example/rma\nkey %s size 0..200\n\n# the new one\nkey %s size 100..\n"
                  .formatted(OLD, NEW));

      assertThat(trusted(keys.open(of(99).sign(List.of(OLD))))).containsExactly(OLD.verifier());
      assertThat(trusted(keys.open(of(100).sign(List.of(OLD, NEW)))))
          .containsExactly(OLD.verifier(), NEW.verifier());
      assertThat(trusted(keys.open(of(150).sign(List.of(NEW))))).containsExactly(NEW.verifier());
      assertThat(trusted(keys.open(of(200).sign(List.of(OLD, NEW)))))
          .containsExactly(NEW.verifier());
      assertThat(refused(keys.open(of(200).sign(List.of(OLD)))))
          .isEqualTo(Opened.Reason.KEY_OUT_OF_BOUNDS);
      assertThat(refused(keys.open(of(99).sign(List.of(NEW)))))
          .isEqualTo(Opened.Reason.KEY_OUT_OF_BOUNDS);
    }

    /** A stolen key is worth nothing from the day on at which it was given up. */
    @Test
    void byAKeyWithBoundsInTime_onlyWhereATimeIsKnown() {
      TrustedKeys keys =
          TrustedKeys.parse(
              "key %s time ..2026-05-01T00:00:00Z\nwitness %s\n".formatted(OLD, WITNESS));
      SignedNote note = of(5).sign(List.of(OLD));

      assertThat(refused(keys.open(note))).isEqualTo(Opened.Reason.KEY_OUT_OF_BOUNDS);
      assertThat(trusted(keys.open(note, Optional.of(MAY.minusSeconds(1))))).hasSize(1);
      assertThat(refused(keys.open(note, Optional.of(MAY))))
          .isEqualTo(Opened.Reason.KEY_OUT_OF_BOUNDS);
      SignedNote seenBefore =
          note.with(List.of(Cosignature.sign(WITNESS, note, MAY.minusSeconds(60))));
      assertThat(trusted(keys.open(seenBefore, Optional.of(MAY.plusSeconds(60))))).hasSize(1);
    }

    @Test
    void whereAsManyWitnessesSawItAsAreNeeded() {
      TrustedKeys keys =
          TrustedKeys.parse(
              "key %s\nwitness %s\nwitness %s\nwitnesses-needed 2\n"
                  .formatted(OLD, WITNESS, OTHER_WITNESS));
      SignedNote note = of(5).sign(List.of(OLD));
      SignedNote once = note.with(List.of(Cosignature.sign(WITNESS, note, MAY)));
      SignedNote sameAgain =
          once.with(List.of(Cosignature.sign(WITNESS, note, MAY.plusSeconds(1))));
      SignedNote twice = once.with(List.of(Cosignature.sign(OTHER_WITNESS, note, MAY)));

      assertThat(refused(keys.open(note))).isEqualTo(Opened.Reason.TOO_FEW_WITNESSES);
      assertThat(refused(keys.open(sameAgain))).isEqualTo(Opened.Reason.TOO_FEW_WITNESSES);
      assertThat(trusted(keys.open(twice))).hasSize(1);
      assertThat(((Opened.Trusted) keys.open(twice)).witnesses())
          .containsExactly(
              new Cosignature(WITNESS.verifier(), MAY),
              new Cosignature(OTHER_WITNESS.verifier(), MAY));
    }

    @Test
    void byWhatIsWrittenAsItIsRead() {
      String text =
          """
          origin rmaflow.example/rma
          key %s size 0..200
          key %s size 100.. time 2026-05-01T00:00:00Z..
          witness %s
          witnesses-needed 1
          """
              .formatted(OLD, NEW, WITNESS);

      assertThat(TrustedKeys.parse(text)).hasToString(text);
      assertThat(TrustedKeys.parse(OLD.toString())).isEqualTo(TrustedKeys.of(OLD.verifier()));
      Stream.of(
              "",
              "key\n",
              "keys " + OLD,
              "key " + OLD + " size 1",
              "key " + OLD + " size 5..5",
              "key " + OLD + " time yesterday..",
              "key " + WITNESS,
              "key " + OLD + "\nwitness " + NEW,
              "key " + OLD + "\nwitnesses-needed 1")
          .forEach(
              wrong ->
                  assertThatThrownBy(() -> TrustedKeys.parse(wrong))
                      .as(wrong)
                      .isInstanceOf(MalformedNote.class));
    }
  }

  @Nested
  class AWitness {

    @Test
    void signsTheTimeAndTheTextOfTheNote() {
      SignedNote note = of(5).sign(List.of(OLD));
      NoteSignature signature =
          Cosignature.sign(WITNESS, note, Instant.ofEpochSecond(1_679_315_147));

      assertThat(signature.name()).isEqualTo("witness.example/w1");
      byte[] bytes = Base64.getDecoder().decode(signature.base64());
      assertThat(bytes).hasSize(4 + 8 + 64);
      assertThat(Arrays.copyOfRange(bytes, 4, 12)).containsExactly(0, 0, 0, 0, 100, 24, 80, 203);
      assertThat(
              WITNESS
                  .verifier()
                  .verifies(
                      ("cosignature/v1\ntime 1679315147\nrmaflow.example/rma\n5\n"
                              + of(5).root().base64()
                              + "\n")
                          .getBytes(StandardCharsets.UTF_8),
                      Arrays.copyOfRange(bytes, 12, 76)))
          .isTrue();
      assertThat(Cosignature.on(note.with(List.of(signature)), List.of(WITNESS.verifier())))
          .containsExactly(
              new Cosignature(WITNESS.verifier(), Instant.ofEpochSecond(1_679_315_147)));
    }

    @Test
    void saysNothingOfAnotherCheckpoint() {
      SignedNote note = of(5).sign(List.of(OLD));
      NoteSignature signature = Cosignature.sign(WITNESS, note, MAY);

      assertThat(
              Cosignature.on(
                  of(6).sign(List.of(OLD)).with(List.of(signature)), List.of(WITNESS.verifier())))
          .isEmpty();
      assertThat(Cosignature.on(note.with(List.of(signature)), List.of(OTHER_WITNESS.verifier())))
          .isEmpty();
    }

    @Test
    void isNoLog_norALogAWitness() {
      SignedNote note = of(5).sign(List.of(OLD));

      assertThatThrownBy(() -> of(5).sign(List.of(WITNESS)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Cosignature.sign(OLD, note, MAY))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAskedAsTheSpecificationHasIt() {
      String body =
          """
          old 20852014
          PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
          jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
          5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
          /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

          example.com/behind-the-sofa
          20852163
          CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

          — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
          — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
          """;
      WitnessRequest request = WitnessRequest.parse(body);

      assertThat(request.oldSize()).isEqualTo(20_852_014);
      assertThat(request.proof()).hasSize(4);
      assertThat(Checkpoint.parse(request.checkpoint().text()).size()).isEqualTo(20_852_163);
      assertThat(request.body()).isEqualTo(body);
      SignedNote first = of(5).sign(List.of(OLD));
      assertThat(new WitnessRequest(0, List.of(), first).body()).isEqualTo("old 0\n\n" + first);
      Stream.of("", "old 0\n", "old 01\n\n" + first, "new 0\n\n" + first, "old 0\nx\n\n" + first)
          .forEach(
              wrong ->
                  assertThatThrownBy(() -> WitnessRequest.parse(wrong))
                      .isInstanceOf(MalformedNote.class));
    }

    /** The example of the specification's answer. */
    @Test
    void answersWithSignatureLines() {
      String answer =
          """
          — witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
          — witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
          """;

      assertThat(NoteSignature.parseLines(answer))
          .extracting(NoteSignature::line)
          .containsExactly(answer.split("(?<=\n)", -1)[0], answer.split("(?<=\n)", -1)[1]);
      assertThatThrownBy(() -> NoteSignature.parseLines(answer.strip()))
          .isInstanceOf(MalformedNote.class)
          .hasMessage("the last line does not end");
    }
  }
}
