package io.rmaflow.rma.attachments;

import io.rmaflow.kit.sealing.MasterKey;
import java.io.IOException;
import org.flywaydb.core.api.migration.JavaMigration;
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

  @Bean
  JavaMigration sealNamesOfFiles(MasterKey master) {
    return new SealNamesOfFiles(master);
  }
}
