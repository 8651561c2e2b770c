package io.rmaflow.rma.attachments;

import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files are kept in a directory; another store is another bean of the same interface. */
@Configuration
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentConfiguration {

  @Bean
  BlobStore blobStore(AttachmentSettings settings) throws IOException {
    return new FileBlobStore(settings.directory());
  }
}
