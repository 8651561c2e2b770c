package io.rmaflow.contract.catalogue;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.contract.catalogue.rules.ProductState;
import io.rmaflow.contract.catalogue.rules.VersionSupport;
import io.rmaflow.events.Clause;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.Ids;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products, as everybody in this service looks them up. */
@Component
@ProcessingGroup("catalogue")
public class Catalogue {

  private final JdbcClient jdbc;
  private final StoredStreams streams;

  Catalogue(JdbcClient jdbc, StoredStreams streams) {
    this.jdbc = jdbc;
    this.streams = streams;
  }

  /**
   * A product of the catalogue.
   *
   * @param productCode lower-case letters, digits and hyphens
   * @param name as it is published
   * @param aliases other names that mean it
   * @param family of products, which decides what its units may have
   * @param edition of a product that there are several of
   * @param endOfSaleMark whether the published table marks it as no longer sold (EOS-14)
   * @param endOfSale null while no dates were announced
   * @param soldOnApplia whether the EC site applia sells this model: no unit of it can have on-site
   *     maintenance (ELG-5, A-42)
   * @param endOfSaleUrl where that was announced; null where it is not recorded (EOS-11)
   */
  public record Product(
      ProductCode productCode,
      String name,
      List<String> aliases,
      ProductFamily family,
      @Nullable String edition,
      boolean endOfSaleMark,
      boolean soldOnApplia,
      @Nullable EndOfSale endOfSale,
      @Nullable String endOfSaleUrl) {

    private boolean isCalled(String key) {
      return Stream.concat(Stream.of(productCode.value(), name), aliases.stream())
          .anyMatch(called -> Ids.key(called).equals(key));
    }

    private Product announced(EndOfSaleAnnounced announced) {
      return new Product(
          productCode,
          name,
          aliases,
          family,
          edition,
          endOfSaleMark,
          soldOnApplia,
          new EndOfSale(announced.announcedOn(), announced.endsOn()),
          announced.url());
    }

    /** Where a unit was bought of which nobody says so. */
    public SalesChannel usualChannel() {
      return soldOnApplia ? SalesChannel.APPLIA : SalesChannel.DIRECT;
    }
  }

  /** Every product, by its code. */
  public List<Product> all() {
    return jdbc.sql("select * from product order by product_code").query(Catalogue::product).list();
  }

  /** The product of this code. */
  public Optional<Product> find(ProductCode code) {
    return jdbc.sql("select * from product where product_code = ?")
        .param(code.value())
        .query(Catalogue::product)
        .optional();
  }

  /** The product of this code as the catalogue knew it then; empty where it did not. */
  public Optional<Product> find(ProductCode code, AsOf then) {
    Product product = null;
    for (EventEnvelope<?> event : then.known(streams, CatalogueCommand.streamId(code))) {
      if (event.data() instanceof ProductAdded added) {
        product =
            new Product(
                added.productCode(),
                added.name(),
                added.aliases(),
                added.family(),
                added.edition(),
                added.endOfSaleMark(),
                Boolean.TRUE.equals(added.soldOnApplia()),
                null,
                null);
      } else if (product != null && event.data() instanceof EndOfSaleAnnounced announced) {
        product = product.announced(announced);
      }
    }
    return Optional.ofNullable(product);
  }

  /** The products of these codes; without those that are not known. */
  public Map<ProductCode, Product> find(Collection<ProductCode> codes) {
    return jdbc
        .sql("select * from product where product_code = any(?)")
        .param(codes.stream().map(ProductCode::value).distinct().toArray(String[]::new))
        .query(Catalogue::product)
        .list()
        .stream()
        .collect(Collectors.toMap(Product::productCode, product -> product));
  }

  /** The product that somebody means by its code, its name or one of its other names. */
  @Clause("A-32")
  public Optional<Product> named(String text) {
    String key = Ids.key(text);
    List<Product> meant = all().stream().filter(product -> product.isCalled(key)).toList();
    return meant.stream()
        .filter(product -> Ids.key(product.productCode().value()).equals(key))
        .findFirst()
        .or(() -> meant.stream().findFirst());
  }

  /** What of the product is supported, by its whole history. */
  public VersionSupport support(ProductCode code) {
    return state(code).support();
  }

  /** Everything about the product, by its whole history. */
  public ProductState state(ProductCode code) {
    return state(code, new AsOf(null, null));
  }

  /** The same by what of its history counted then. */
  public ProductState state(ProductCode code, AsOf then) {
    ProductState state = ProductState.UNKNOWN;
    for (EventEnvelope<?> event : then.known(streams, CatalogueCommand.streamId(code))) {
      state = state.evolve((ProductEvent) event.data());
    }
    return state;
  }

  @EventHandler
  void on(ProductAdded added) {
    jdbc.sql(
            """
            insert into product
              (product_code, name, aliases, family, edition, end_of_sale_mark, sold_on_applia)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(added.productCode().value())
        .param(added.name())
        .param(added.aliases().toArray(String[]::new))
        .param(added.family().name())
        .param(added.edition())
        .param(added.endOfSaleMark())
        .param(Boolean.TRUE.equals(added.soldOnApplia()))
        .update();
  }

  @EventHandler
  void on(EndOfSaleAnnounced announced) {
    jdbc.sql(
            """
            update product set announced_on = ?, ends_on = ?, end_of_sale_url = ?
            where product_code = ?
            """)
        .param(announced.announcedOn())
        .param(announced.endsOn())
        .param(announced.url())
        .param(announced.productCode().value())
        .update();
  }

  private static Product product(ResultSet row, int number) throws SQLException {
    LocalDate announcedOn = row.getObject("announced_on", LocalDate.class);
    LocalDate endsOn = row.getObject("ends_on", LocalDate.class);
    Array aliases = row.getArray("aliases");
    return new Product(
        new ProductCode(row.getString("product_code")),
        row.getString("name"),
        List.of((String[]) aliases.getArray()),
        ProductFamily.valueOf(row.getString("family")),
        row.getString("edition"),
        row.getBoolean("end_of_sale_mark"),
        row.getBoolean("sold_on_applia"),
        announcedOn == null || endsOn == null ? null : new EndOfSale(announcedOn, endsOn),
        row.getString("end_of_sale_url"));
  }
}
