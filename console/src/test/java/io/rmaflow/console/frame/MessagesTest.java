package io.rmaflow.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A text that one language lacks would be shown as its key. */
class MessagesTest {

  private static final String ENDING = "_ja.properties";

  @Test
  void eachTextIsThereInBothLanguages() throws IOException {
    PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
    Resource[] japanese = files.getResources("classpath*:messages/*" + ENDING);

    assertThat(japanese).isNotEmpty();
    for (Resource each : japanese) {
      String name = Objects.requireNonNull(each.getFilename());
      String english = name.substring(0, name.length() - ENDING.length()) + "_en.properties";
      assertThat(keys(each))
          .as(name)
          .isNotEmpty()
          .isEqualTo(keys(files.getResource("classpath:messages/" + english)));
    }
  }

  private static Set<String> keys(Resource file) throws IOException {
    Properties texts = new Properties();
    try (Reader in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return new TreeSet<>(texts.stringPropertyNames());
  }
}
