package io.rmaflow.kit.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.api.Takes;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.OrAsWritten;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.Sent;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of operations, without a service. */
class DescriptionTest {

  private final Schemas schemas = new Schemas(true, Map.of());
  private final Operations operations =
      new Operations(schemas, new OperationAnswers(schemas, ApiDocument.common()));

  enum Color {
    RED,
    GREEN
  }

  record Wheel(@Min(10) @Max(30) int inches) {}

  record Bicycle(
      @Line(max = 40) String name,
      Color color,
      @Nullable Boolean electric,
      @Default("7") @Min(1) @Max(27) int gears,
      @DecimalMin("0.5") @DecimalMax("99.5") BigDecimal weight,
      @Nullable LocalDate built,
      Given<SerialNumber> serial,
      @MailAddress @Nullable String email,
      @Phone @OrAsWritten(max = 60) @Nullable String phone,
      Sent<@Identifier(max = 12) String> lock,
      List<Wheel> wheels,
      @NotEmpty @Size(max = 3) List<@Line(max = 9) String> names,
      Happened occurredAt) {}

  @Test
  void aRequestIsDescribedAsItIsRead() {
    schemas.ofRequest(Bicycle.class);

    assertThat(json(schemas.named().get("Bicycle")))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "type": "object",
                      "properties": {
                        "name": {"type": "string", "maxLength": 40},
                        "color": {"$ref": "#/components/schemas/Color"},
                        "electric": {"type": "boolean"},
                        "gears": {
                          "type": "integer", "format": "int32",
                          "default": 7, "maximum": 27, "minimum": 1
                        },
                        "weight": {"type": "number", "maximum": 99.5, "minimum": 0.5},
                        "built": {"type": "string", "format": "date"},
                        "serial": {"type": "string", "maxLength": 128},
                        "email": {"type": "string", "format": "email", "maxLength": 254},
                        "phone": {"type": "string", "maxLength": 60},
                        "lock": {"type": ["string", "null"], "maxLength": 12},
                        "wheels": {
                          "type": "array", "maxItems": 100,
                          "items": {"$ref": "#/components/schemas/Wheel"}
                        },
                        "names": {
                          "type": "array", "maxItems": 3, "minItems": 1,
                          "items": {"type": "string", "maxLength": 9}
                        },
                        "occurredAt": {
                          "type": "string", "format": "date-time",
                          "description": "OF_HAPPENED"
                        },
                        "reason": {
                          "type": "string", "maxLength": 2000,
                          "description": "OF_ITS_REASON"
                        }
                      },
                      "required": ["color", "name", "names", "serial", "weight"]
                    }
                    """
                        .replace(
                            "OF_HAPPENED",
                            "When it happened, where that is not now: at most the setting"
                                + " backdating.maxDays back")
                        .replace(
                            "OF_ITS_REASON",
                            "Why; needed of an administrator where occurredAt lies further back"
                                + " than that setting")));
    assertThat(json(schemas.named().get("Color")).at("/enum").toString())
        .isEqualTo("[\"RED\",\"GREEN\"]");
  }

  record Brand(String label, @Nullable String town) {}

  record Shown(
      SerialNumber serial,
      @JsonUnwrapped Brand brand,
      @Nullable Color color,
      Map<String, Long> kilometers,
      List<Instant> serviced) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Whole(@Nullable Integer gears, @Nullable Brand brand) {}

  @Test
  void anAnswerIsDescribedAsItIsWritten_withNullWhereItIsNotLeftOut() {
    schemas.ofAnswer(Shown.class);
    schemas.ofAnswer(Whole.class);

    assertThat(json(schemas.named().get("Shown")))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "type": "object",
                      "properties": {
                        "serial": {"type": "string"},
                        "label": {"type": "string"},
                        "town": {"type": "string"},
                        "color": {"$ref": "#/components/schemas/Color"},
                        "kilometers": {
                          "type": "object",
                          "additionalProperties": {"type": "integer", "format": "int64"}
                        },
                        "serviced": {
                          "type": "array", "items": {"type": "string", "format": "date-time"}
                        }
                      },
                      "required": ["kilometers", "label", "serial", "serviced"]
                    }
                    """));
    assertThat(json(schemas.named().get("Whole")))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "type": "object",
                      "properties": {
                        "gears": {"type": ["integer", "null"], "format": "int32"},
                        "brand": {
                          "anyOf": [{"$ref": "#/components/schemas/Brand"}, {"type": "null"}]
                        }
                      },
                      "required": ["brand", "gears"]
                    }
                    """));
  }

  record Unsaid(StringJoiner joined) {}

  record UnreadText(String anything) {}

  @Test
  void aTypeThatNobodySaysHowToDescribe_isAnErrorWithItsNameAndThatOfTheOperation() {
    assertThatThrownBy(() -> described("unsaid"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DescriptionTest$Bicycles#unsaid")
        .hasMessageContaining("DescriptionTest$Unsaid.joined")
        .hasMessageContaining("nobody says how a java.util.StringJoiner is described");
    assertThatThrownBy(() -> schemas.ofRequest(UnreadText.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DescriptionTest$UnreadText.anything");
    assertThatThrownBy(() -> described("anything"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it does not say what it answers");
  }

  record Search(@Nullable Color color, @Default("false") boolean stolen, CaseId caseId) {}

  @SuppressWarnings("ArrayRecordComponent") // described, never made
  record Parts(byte[] file, @Line(max = 5) @Nullable String note) {}

  /** Operations of every kind. */
  @SuppressWarnings("DoNotCallSuggester") // described, never called
  @Allowed({Role.ADMIN, Role.CUSTOMER})
  static final class Bicycles {

    @GetMapping("/api/bicycles")
    Page<Shown> bicycles(@Valid @ModelAttribute Search search, PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @InJapanese("自転車を登録します。")
    @Clause("GEN-1")
    @Allowed(Role.SUPPORT)
    @Answers(status = 201)
    @Refuses(status = 409, codes = "SOLD")
    @Refuses(status = 412, codes = "VERSION_MISMATCH")
    @Refuses(status = 404, codes = "NOT_FOUND")
    @Example("{\"name\": \"Momo\"}")
    @PostMapping("/api/owners/{ownerId}/bicycles")
    ResponseEntity<Shown> register(
        @PathVariable("ownerId") SerialNumber owner,
        @Valid @RequestBody Bicycle body,
        WriteRequest call) {
      throw new UnsupportedOperationException();
    }

    @Takes(type = "text/csv")
    @Takes(type = "multipart/form-data", parts = Parts.class)
    @PostMapping("/api/bicycles/import")
    ResponseEntity<Void> importBicycles(WriteRequest call) {
      throw new UnsupportedOperationException();
    }

    @GetMapping("/api/unsaid")
    Unsaid unsaid() {
      throw new UnsupportedOperationException();
    }

    @GetMapping("/api/anything")
    ResponseEntity<?> anything() {
      throw new UnsupportedOperationException();
    }
  }

  private static ApiResponse answer(Operation operation, String status) {
    return Objects.requireNonNull(operation.getResponses().get(status), status);
  }

  private static MediaType body(Operation operation, String type) {
    return Objects.requireNonNull(operation.getRequestBody().getContent().get(type), type);
  }

  @Test
  void theParametersOfAQuery_areThoseOfItsRecordAndOfThePage() {
    Operation list = described("bicycles");

    assertThat(list.getParameters().stream().map(DescriptionTest::shown))
        .containsExactly(
            "query color",
            "query stolen",
            "query caseId required",
            "query page",
            "query size",
            "#/components/parameters/ConsistencyToken");
    assertThat(json(list.getParameters().get(1).getSchema()).toString())
        .isEqualTo("{\"type\":\"boolean\",\"default\":false}");
    assertThat(list.getResponses().keySet())
        .containsExactly("200", "400", "401", "403", "429", "503");
    assertThat(list.getExtensions()).containsEntry("x-roles", List.of("admin", "customer"));
  }

  @Test
  void whatHoldsForEveryWrite_followsFromItsParameters() {
    Operation write = described("register");

    assertThat(write.getOperationId()).isEqualTo("register");
    assertThat(write.getDescription()).isEqualTo("自転車を登録します。\n\nClauses: GEN-1\n\nRoles: support");
    assertThat(write.getParameters().stream().map(DescriptionTest::shown))
        .containsExactly(
            "path ownerId required",
            "#/components/parameters/IdempotencyKey",
            "#/components/parameters/ConsistencyToken",
            "#/components/parameters/IfMatch");
    assertThat(write.getResponses().keySet())
        .containsExactly(
            "201", "400", "401", "403", "404", "406", "408", "409", "412", "413", "415", "422",
            "429", "503");
    assertThat(answer(write, "201").getHeaders().keySet())
        .containsExactly("Consistency-Token", "ETag", "Location");
    assertThat(answer(write, "404").get$ref()).isEqualTo("#/components/responses/NotFound");
    assertThat(answer(write, "409").getDescription())
        .isEqualTo(
            "The present state does not allow it. Codes: SOLD, IDEMPOTENCY_IN_FLIGHT, IDEMPOTENCY_ANSWER_ERASED");
    assertThat(body(write, "application/json").getExample()).isEqualTo(Map.of("name", "Momo"));
  }

  @Test
  void aFileIsTakenAsItIs_orAsAPartOfAForm() {
    Operation upload = described("importBicycles");

    assertThat(upload.getRequestBody().getRequired()).isTrue();
    assertThat(json(body(upload, "text/csv").getSchema()).toString())
        .isEqualTo("{\"type\":\"string\",\"format\":\"binary\"}");
    assertThat(json(body(upload, "multipart/form-data").getSchema()).toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"file\":{\"type\":\"string\",\"format\":\"binary\"},"
                + "\"note\":{\"type\":\"string\",\"maxLength\":5}},\"required\":[\"file\"]}");
    assertThat(upload.getResponses().keySet()).contains("204").doesNotContain("200");
  }

  /** The same simple name as another. */
  static final class ShopResource {
    record Status(String text) {}

    record Wheel(String text) {}
  }

  @Test
  void whereTwoTypesHaveOneName_theClassAroundThemTellsThemApart() {
    schemas.ofRequest(Wheel.class);
    schemas.ofAnswer(ShopResource.Wheel.class);
    schemas.ofAnswer(ShopResource.Status.class);
    schemas.ofAnswer(Brand.class);
    schemas.ofRequest(Bicycle.class);

    SortedMap<String, Schema<?>> named = schemas.named();

    assertThat(named.keySet())
        .containsExactly(
            "Bicycle", "Brand", "Color", "DescriptionTestWheel", "ShopStatus", "ShopWheel");
    assertThat(json(named.get("Bicycle")).at("/properties/wheels/items/$ref").asString())
        .isEqualTo("#/components/schemas/DescriptionTestWheel");
  }

  record Both(@Line(max = 5) String text, @Nullable Color color) {}

  @Test
  void aRecordThatIsReadAndWritten_hasASchemaForEach() {
    schemas.ofAnswer(Both.class);
    schemas.ofRequest(Both.class);

    assertThat(schemas.named().keySet()).containsExactly("Both", "BothRequest", "Color");
  }

  @Test
  void whatACommentSays_isTextAndNotJavadoc() {
    assertThat(Comments.ofComponents(PageRequest.class))
        .containsEntry("page", "Number of the page, from 0");
    assertThat(Comments.of(Page.class)).isEqualTo("How every list is answered.");
    assertThat(Comments.of(PageRequest.class))
        .startsWith("Which page is asked for;")
        .contains("`page`, default 0")
        .doesNotContain("{@code");
    assertThat(Comments.ofConstants(Role.class).keySet()).contains("ADMIN", "CUSTOMER");
    assertThat(Comments.firstSentence("Of version 1.2.3 at most. More."))
        .isEqualTo("Of version 1.2.3 at most.");
  }

  private Operation described(String name) {
    Method method =
        Arrays.stream(Bicycles.class.getDeclaredMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return operations.customize(new Operation(), new HandlerMethod(new Bicycles(), method));
  }

  private static String shown(Parameter parameter) {
    return parameter.get$ref() != null
        ? parameter.get$ref()
        : parameter.getIn()
            + " "
            + parameter.getName()
            + (Boolean.TRUE.equals(parameter.getRequired()) ? " required" : "");
  }

  private static JsonNode json(@Nullable Object described) {
    try {
      return JsonMapper.shared().readTree(Json31.mapper().writeValueAsString(described));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
