package io.rmaflow.client.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of change to a small document that has one of everything. */
class BrokenPromisesTest {

  private static final String PROMISED =
      """
      {"openapi": "3.1.0", "info": {"title": "Parts", "version": "1"},
       "paths": {"/api/parts": {
         "get": {"operationId": "parts",
           "parameters": [
             {"name": "size", "in": "query", "schema": {"type": "integer", "maximum": 200}},
             {"name": "kind", "in": "query", "schema": {"$ref": "#/components/schemas/Kind"}}],
           "responses": {"200": {"description": "As asked",
             "headers": {"ETag": {"schema": {"type": "string"}}},
             "content": {"application/json": {"schema": {
               "allOf": [{"$ref": "#/components/schemas/Page"},
                         {"type": "object", "required": ["items"], "properties": {
                           "items": {"type": "array",
                                     "items": {"$ref": "#/components/schemas/Part"}}}}]}}}}}},
         "post": {"operationId": "addPart",
           "requestBody": {"required": true, "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/NewPart"}}}},
           "responses": {"201": {"description": "Added", "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/Part"}}}}}}}},
       "components": {"schemas": {
         "Page": {"type": "object", "required": ["page"],
                  "properties": {"page": {"type": "integer"}}},
         "Kind": {"type": "string", "enum": ["FAN", "BOARD"]},
         "Part": {"type": "object", "required": ["id", "name"], "properties": {
           "id": {"type": "string"}, "name": {"type": ["string", "null"]},
           "madeOn": {"type": "string", "format": "date"},
           "state": {"type": "string", "enum": ["NEW", "USED"]},
           "maker": {"anyOf": [{"$ref": "#/components/schemas/Maker"}, {"type": "null"}]}}},
         "Maker": {"type": "object", "required": ["name"],
                   "properties": {"name": {"type": "string"}}},
         "NewPart": {"type": "object", "required": ["name"], "properties": {
           "name": {"type": "string", "maxLength": 100},
           "note": {"type": ["string", "null"], "maxLength": 100},
           "kind": {"$ref": "#/components/schemas/Kind"},
           "count": {"type": "integer", "minimum": 1, "maximum": 9},
           "marks": {"type": "array", "maxItems": 5,
                     "items": {"type": "string", "maxLength": 10}},
           "site": {"$ref": "#/components/schemas/Site"}}},
         "Site": {"type": "object", "properties": {"room": {"type": "string"}}}}}}
      """;

  private static final String SCHEMAS = "/components/schemas/";
  private static final String LIST = "/paths/~1api~1parts/get";
  private static final String ADD = "/paths/~1api~1parts/post";

  // ---- kept

  @Test
  void whatStaysAsItWas_isKept() {
    assertThat(brokenBy(document -> {})).isEmpty();
  }

  @Test
  void whatIsAdded_breaksNothing() {
    assertThat(
            brokenBy(
                document -> {
                  at(document, "/paths/~1api~1parts").set("put", document.at(ADD).deepCopy());
                  at(document, "/paths/~1api~1parts/put").put("operationId", "replacePart");
                  properties(document, "Part").putObject("weight").put("type", "integer");
                  properties(document, "NewPart").putObject("weight").put("type", "integer");
                  array(document, LIST + "/parameters")
                      .addObject()
                      .put("name", "sort")
                      .put("in", "query")
                      .putObject("schema")
                      .put("type", "string");
                  array(document, SCHEMAS + "Kind/enum").add("CABLE");
                  array(document, SCHEMAS + "Part/properties/state/enum").add("SCRAP");
                  at(document, LIST + "/responses/200/headers")
                      .putObject("Link")
                      .putObject("schema")
                      .put("type", "string");
                  at(document, ADD + "/responses").putObject("202").put("description", "Later");
                }))
        .isEmpty();
  }

  @Test
  void whatIsTakenMoreWidely_orSaidMoreSurely_breaksNothing() {
    assertThat(
            brokenBy(
                document -> {
                  at(document, SCHEMAS + "NewPart/properties/name").put("maxLength", 500);
                  at(document, SCHEMAS + "NewPart/properties/count").put("maximum", 99);
                  at(document, SCHEMAS + "NewPart/properties/marks").remove("maxItems");
                  at(document, SCHEMAS + "NewPart").remove("required");
                  at(document, LIST + "/parameters/0/schema").put("maximum", 1000);
                  at(document, ADD + "/requestBody").put("required", false);
                  at(document, SCHEMAS + "Part/properties/name").put("type", "string");
                  array(document, SCHEMAS + "Part/required").add("madeOn");
                  array(document, SCHEMAS + "Part/properties/state/enum").remove(1);
                }))
        .isEmpty();
  }

  @Test
  void otherWordsForIt_breakNothing() {
    assertThat(
            brokenBy(
                document -> {
                  at(document, LIST).put("summary", "The parts").put("description", "部品の一覧。");
                  at(document, SCHEMAS + "Part").put("description", "A part");
                  at(document, LIST + "/responses/200").put("description", "The parts");
                  ObjectNode schemas = at(document, "/components/schemas");
                  schemas.set("Producer", schemas.remove("Maker"));
                  at(document, SCHEMAS + "Part/properties/maker/anyOf/0")
                      .put("$ref", "#/components/schemas/Producer");
                }))
        .isEmpty();
  }

  @Test
  void theSameSaidOfPartsOrAsAWhole_breaksNothing_butForWhatGoesByIt() {
    Consumer<ObjectNode> ofParts =
        document -> {
          ObjectNode schemas = at(document, "/components/schemas");
          schemas.set("Base", schemas.remove("Part"));
          schemas
              .putObject("Part")
              .putArray("allOf")
              .add(schemas.objectNode().put("$ref", "#/components/schemas/Base"))
              .addObject()
              .put("type", "object")
              .putObject("properties")
              .putObject("weight")
              .put("type", "integer");
        };

    assertThat(brokenBy(ofParts)).isEmpty();
    assertThat(brokenBy(ofParts.andThen(document -> properties(document, "Base").remove("madeOn"))))
        .contains("POST /api/parts: the answer 201 has no field madeOn any more");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "Part/properties")
                        .putObject("maker")
                        .put("$ref", "#/components/schemas/Maker")))
        .isEmpty();
  }

  @Test
  void aPartOfAnAnswerThatMayBeNull_andNeverWas() {
    ObjectNode promised = (ObjectNode) JsonMapper.shared().readTree(PROMISED);
    ObjectNode surer = promised.deepCopy();
    properties(surer, "Part").putObject("maker").put("$ref", "#/components/schemas/Maker");

    assertThat(BrokenPromises.of(surer, promised))
        .contains("POST /api/parts: the answer 201 field maker may be null, which it never was");
  }

  // ---- operations

  @Test
  void anOperationThatIsGone() {
    assertThat(brokenBy(document -> at(document, "/paths/~1api~1parts").remove("post")))
        .containsExactly("POST /api/parts: is gone");
    assertThat(brokenBy(document -> at(document, "/paths").remove("/api/parts")))
        .containsExactly("GET /api/parts: is gone", "POST /api/parts: is gone");
  }

  @Test
  void anotherNameOfAnOperation_asProgramsAreGeneratedFromIt() {
    assertThat(brokenBy(document -> at(document, LIST).put("operationId", "allParts")))
        .containsExactly("GET /api/parts: is called allParts, no longer parts (operationId)");
  }

  @Test
  void anotherStatusOrKindOfAnAnswer() {
    assertThat(
            brokenBy(
                document -> {
                  ObjectNode answers = at(document, ADD + "/responses");
                  answers.set("200", answers.remove("201"));
                }))
        .containsExactly("POST /api/parts: answers 201 no more");
    assertThat(
            brokenBy(
                document -> {
                  ObjectNode content = at(document, ADD + "/responses/201/content");
                  content.set("text/csv", content.remove("application/json"));
                }))
        .containsExactly("POST /api/parts: the answer 201 is no longer application/json");
  }

  @Test
  void aHeaderThatAnAnswerHadAndHasNoMore() {
    assertThat(brokenBy(document -> at(document, LIST + "/responses/200/headers").remove("ETag")))
        .containsExactly("GET /api/parts: the answer 200 has no header ETag any more");
  }

  // ---- answers

  @Test
  void aFieldThatAnAnswerHadAndHasNoMore_requiredOrNot_atAnyDepth() {
    assertThat(brokenBy(document -> properties(document, "Part").remove("madeOn")))
        .containsExactly(
            "GET /api/parts: the answer 200 field items each item has no field madeOn any more",
            "POST /api/parts: the answer 201 has no field madeOn any more");
    assertThat(brokenBy(document -> properties(document, "Page").remove("page")))
        .containsExactly("GET /api/parts: the answer 200 has no field page any more");
    assertThat(brokenBy(document -> properties(document, "Maker").remove("name")))
        .contains("POST /api/parts: the answer 201 field maker has no field name any more");
  }

  @Test
  void aFieldOfAnAnswerThatMayBeAbsentOrNull_andNeverWas() {
    assertThat(brokenBy(document -> array(document, SCHEMAS + "Part/required").remove(0)))
        .contains("POST /api/parts: the answer 201 field id may be absent, which it never was");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "Part/properties/id")
                        .putArray("type")
                        .add("string")
                        .add("null")))
        .contains("POST /api/parts: the answer 201 field id may be null, which it never was");
  }

  @Test
  void anotherTypeOrFormatOfAField() {
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "Part/properties/id").put("type", "integer")))
        .contains("POST /api/parts: the answer 201 field id is integer, no longer string");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "Part/properties/madeOn").put("format", "date-time")))
        .contains(
            "POST /api/parts: the answer 201 field madeOn is string (date-time), no longer string"
                + " (date)");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "Part/properties/name")
                        .putArray("type")
                        .add("integer")
                        .add("null")))
        .contains("POST /api/parts: the answer 201 field name is integer, no longer string");
  }

  // ---- requests

  @Test
  void aFieldThatHasToBeSentAndHadNot() {
    assertThat(
            brokenBy(
                document -> {
                  properties(document, "NewPart").putObject("owner").put("type", "string");
                  array(document, SCHEMAS + "NewPart/required").add("owner");
                }))
        .containsExactly(
            "POST /api/parts: the request field owner has to be sent, which it had not");
    assertThat(brokenBy(document -> array(document, SCHEMAS + "NewPart/required").add("note")))
        .containsExactly(
            "POST /api/parts: the request field note has to be sent, which it had not");
    assertThat(
            brokenBy(document -> at(document, SCHEMAS + "Site").putArray("required").add("room")))
        .containsExactly(
            "POST /api/parts: the request field site field room has to be sent, which it had not");
  }

  @Test
  void aFieldOfARequestThatIsReadNoMore() {
    assertThat(brokenBy(document -> properties(document, "NewPart").remove("note")))
        .containsExactly("POST /api/parts: the request has no field note any more");
  }

  @Test
  void aTextThatMayBeLessLongOrShort_orOnlyOfAKind() {
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/name").put("maxLength", 50)))
        .containsExactly(
            "POST /api/parts: the request field name has at most 50 characters, where it had 100");
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/note").put("maxLength", 50)))
        .containsExactly(
            "POST /api/parts: the request field note has at most 50 characters, where it had 100");
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/name").put("minLength", 2)))
        .containsExactly(
            "POST /api/parts: the request field name has at least 2 characters, where it had no"
                + " limit");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "NewPart/properties/name").put("pattern", "[A-Z]+")))
        .containsExactly("POST /api/parts: the request field name has to match [A-Z]+");
  }

  @Test
  void aNumberWithinNarrowerBounds() {
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/count").put("maximum", 5)))
        .containsExactly(
            "POST /api/parts: the request field count lies within 1..5, where it lay within 1..9");
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/count").put("minimum", 2)))
        .containsExactly(
            "POST /api/parts: the request field count lies within 2..9, where it lay within 1..9");
    assertThat(
            brokenBy(
                document -> {
                  at(document, SCHEMAS + "NewPart/properties/count").remove("maximum");
                  at(document, SCHEMAS + "NewPart/properties/count").put("exclusiveMaximum", 5);
                }))
        .containsExactly(
            "POST /api/parts: the request field count lies within 1..5, where it lay within 1..9");
  }

  @Test
  void aListWithFewerOrOtherItems() {
    assertThat(
            brokenBy(
                document -> at(document, SCHEMAS + "NewPart/properties/marks").put("maxItems", 2)))
        .containsExactly(
            "POST /api/parts: the request field marks has at most 2 items, where it had 5");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "NewPart/properties/marks/items").put("maxLength", 3)))
        .containsExactly(
            "POST /api/parts: the request field marks each item has at most 3 characters, where it"
                + " had 10");
  }

  @Test
  void aValueThatIsTakenNoMore() {
    assertThat(brokenBy(document -> array(document, SCHEMAS + "Kind/enum").remove(1)))
        .containsExactly(
            "GET /api/parts: query parameter kind may not be BOARD any more",
            "POST /api/parts: the request field kind may not be BOARD any more");
    assertThat(
            brokenBy(
                document ->
                    at(document, SCHEMAS + "NewPart/properties/note").put("type", "string")))
        .containsExactly("POST /api/parts: the request field note may not be null any more");
  }

  @Test
  void aParameterThatIsGone_orHasToBeSent_orIsTakenMoreNarrowly() {
    assertThat(brokenBy(document -> array(document, LIST + "/parameters").remove(0)))
        .containsExactly("GET /api/parts: query parameter size is gone");
    assertThat(brokenBy(document -> at(document, LIST + "/parameters/0").put("required", true)))
        .containsExactly("GET /api/parts: query parameter size has to be sent, which it had not");
    assertThat(
            brokenBy(
                document ->
                    array(document, LIST + "/parameters")
                        .addObject()
                        .put("name", "site")
                        .put("in", "query")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string")))
        .containsExactly("GET /api/parts: query parameter site is new and has to be sent");
    assertThat(
            brokenBy(document -> at(document, LIST + "/parameters/0/schema").put("maximum", 100)))
        .containsExactly(
            "GET /api/parts: query parameter size lies within ..100, where it lay within ..200");
    assertThat(
            brokenBy(document -> at(document, LIST + "/parameters/0/schema").put("type", "string")))
        .contains("GET /api/parts: query parameter size is string, no longer integer");
  }

  @Test
  void severalAtOnce_areAllTold() {
    assertThat(
            brokenBy(
                document -> {
                  properties(document, "NewPart").remove("note");
                  at(document, SCHEMAS + "NewPart/properties/name").put("maxLength", 50);
                  at(document, "/paths/~1api~1parts").remove("get");
                }))
        .containsExactly(
            "GET /api/parts: is gone",
            "POST /api/parts: the request field name has at most 50 characters, where it had 100",
            "POST /api/parts: the request has no field note any more");
  }

  private static List<String> brokenBy(Consumer<ObjectNode> change) {
    ObjectNode promised = (ObjectNode) JsonMapper.shared().readTree(PROMISED);
    ObjectNode present = promised.deepCopy();
    change.accept(present);
    return BrokenPromises.of(promised, present);
  }

  private static ObjectNode at(ObjectNode document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  private static ArrayNode array(ObjectNode document, String pointer) {
    return (ArrayNode) document.at(pointer);
  }

  /** The fields of a schema. */
  private static ObjectNode properties(ObjectNode document, String schema) {
    return at(document, SCHEMAS + schema + "/properties");
  }
}
