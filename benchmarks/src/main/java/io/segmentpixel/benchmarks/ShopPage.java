package io.segmentpixel.benchmarks;

/** A page as shops have them: a head with scripts and styles, then cards with links, pictures and texts until it is long enough. */
final class ShopPage {
    private static final String START =
            """
            <!DOCTYPE html>
            <html lang="en" class="no-js">
            <head>
              <meta charset="utf-8">
              <title>All shoes - the shop</title>
              <link rel="stylesheet" href="/css/site.css?v=12">
              <style>.card { display: flex } .card > a:hover { color: #c00 }</style>
              <script>window.dataLayer = window.dataLayer || []; dataLayer.push({"page": "list", "count": 24});</script>
              <script type="application/ld+json">{"@context": "https://schema.org", "@type": "ItemList"}</script>
            </head>
            <body class="list page-1">
              <header><nav><ul><li><a href="/">Home</a></li><li><a href="/cart">Cart</a></li></ul></nav></header>
              <main id="content">
            """;
    private static final String CARD =
            """
                <div class="card c%1$d" data-id="%1$d" data-price="49.%1$d">
                  <a href="/shoes/%1$d?from=list&amp;pos=%1$d"><img src="/img/%1$d.jpg" width="240" height="240" alt="Shoe %1$d" loading="lazy"></a>
                  <h3>Shoe number %1$d</h3>
                  <p>Light, <b>soft</b> and made for long ways &ndash; in <em>seven</em> colours. <!-- stock: %1$d --></p>
                  <form action="/cart" method="post"><input type="hidden" name="id" value="%1$d"><button>Add to cart</button></form>
                </div>
            """;
    private static final String END =
            """
              </main>
              <footer><p>&copy; The shop</p></footer>
              <script src="/js/site.js" defer></script>
            </body>
            </html>
            """;

    private ShopPage() {}

    static String of(int length) {
        StringBuilder page = new StringBuilder(length + CARD.length()).append(START);
        for (int card = 1; page.length() + END.length() < length; card++) {
            page.append(CARD.formatted(card));
        }
        return page.append(END).toString();
    }
}
