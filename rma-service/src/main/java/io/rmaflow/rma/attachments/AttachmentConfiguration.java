package io.rmaflow.rma.attachments;

import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * What comes in is written to the disk from its first byte on, where the sweep also finds what an
   * end of the process in the middle leaves behind.
   */
  @Bean
  MultipartConfigElement multipartConfig(AttachmentSettings settings) throws IOException {
    Path incoming =
        Files.createDirectories(FileBlobStore.incoming(settings.directory().toAbsolutePath()));
    return new MultipartConfigElement(
        incoming.toString(), settings.maxBytes(), settings.maxRequestBytes(), 0);
  }
}
