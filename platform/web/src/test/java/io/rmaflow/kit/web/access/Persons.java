package io.rmaflow.kit.web.access;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Persons that are read, forgotten and sent as a file. */
@RestController
@Allowed({Role.ADMIN, Role.SUPPORT, Role.CUSTOMER})
class Persons {

  static final String NAME = "山田太郎";

  record Person(ContactId contactId, CustomerId customerId, @PersonalData String name) {}

  /** Every person is every customer's here: who sees whom is not what these tests are about. */
  @Bean
  static PathScope personsOfEverybody() {
    return PathScope.ofEverybody("contactId", "contact");
  }

  @ReadsPersonalData
  @GetMapping("/api/persons/{contactId}")
  Person one(@PathVariable("contactId") ContactId contactId, Caller caller) {
    if (contactId.value().equals("nobody")) {
      throw new NotFound("contact", contactId.value());
    }
    return new Person(contactId, new CustomerId("C-" + contactId.value()), NAME);
  }

  @ReadsPersonalData
  @GetMapping("/api/persons")
  Page<Person> all(PageRequest page) {
    return Page.of(
        List.of(
            new Person(new ContactId("k-2"), new CustomerId("C-2"), NAME),
            new Person(new ContactId("k-1"), new CustomerId("C-1"), NAME)),
        page);
  }

  @ReadsPersonalData
  @GetMapping("/api/files/{fileId}")
  ResponseEntity<InputStreamResource> file(@PathVariable("fileId") String fileId) {
    DataConcerned.ofCustomers(List.of(new CustomerId("C-" + fileId)));
    byte[] content = NAME.getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new InputStreamResource(new ByteArrayInputStream(content)));
  }

  @AdministrativeAct
  @DeleteMapping("/api/persons/{contactId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(@PathVariable("contactId") ContactId contactId) {
    // nothing is kept here
  }

  @GetMapping("/api/weather")
  String weather() {
    return "fine";
  }
}
