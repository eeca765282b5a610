// Runs Lucene for bench/peers/lucene.py: one command a line, fields between tabs, times in ns.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public final class LuceneRunner {
  private static final int HITS = 10;
  private static final String TEXT = "text";
  private static final FieldType WITH_OFFSETS = new FieldType();

  static {
    WITH_OFFSETS.setStored(true);
    WITH_OFFSETS.setTokenized(true);
    WITH_OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    WITH_OFFSETS.freeze();
  }

  private final Analyzer own = new IndonesianAnalyzer();
  private final List<String[]> waiting = new ArrayList<>();
  private Directory directory;
  private IndexWriter writer;
  private DirectoryReader reader;
  private IndexSearcher searcher;
  private UnifiedHighlighter highlighter;

  /** Finished terms with the places where they stand in the text. */
  private static final class Terms extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final String[] terms;
    private final String[] starts;
    private final String[] ends;
    private int at;

    Terms(String[] fields) {
      terms = fields[5].split(" ");
      starts = fields[6].split(" ");
      ends = fields[7].split(" ");
    }

    @Override
    public boolean incrementToken() {
      if (at >= terms.length || starts[at].isEmpty()) {
        return false;
      }
      clearAttributes();
      term.append(terms[at]);
      offset.setOffset(Integer.parseInt(starts[at]), Integer.parseInt(ends[at]));
      at++;
      return true;
    }

    @Override
    public void reset() {
      at = 0;
    }
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LuceneRunner runner = new LuceneRunner();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("doc")) {
        runner.waiting.add(fields);
      } else {
        out.print(runner.answer(fields) + "\n");
        out.flush();
      }
    }
  }

  private String answer(String[] fields) throws IOException {
    switch (fields[0]) {
      case "ready":
        return "";
      case "create":
        directory = FSDirectory.open(Paths.get(fields[1]));
        openWriter(IndexWriterConfig.OpenMode.CREATE);
        return "";
      case "flush":
        return flush();
      case "finish":
        return finish();
      case "open":
        directory = FSDirectory.open(Paths.get(fields[1]));
        take(DirectoryReader.open(directory));
        return "";
      case "ask":
        return ask(fields);
      case "add":
        return add(fields);
      case "close":
        close();
        return "";
      default:
        throw new IllegalArgumentException(fields[0]);
    }
  }

  private void openWriter(IndexWriterConfig.OpenMode mode) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setOpenMode(mode).setRAMBufferSizeMB(256);
    writer = new IndexWriter(directory, config);
  }

  private String flush() throws IOException {
    long began = System.nanoTime();
    for (String[] fields : waiting) {
      analyse(fields[4]);
    }
    long analysed = System.nanoTime();
    for (String[] fields : waiting) {
      writer.addDocument(document(fields));
    }
    long indexed = System.nanoTime();
    waiting.clear();
    return (analysed - began) + "\t" + (indexed - analysed);
  }

  private void analyse(String text) throws IOException {
    try (TokenStream tokens = own.tokenStream(TEXT, text)) {
      tokens.reset();
      while (tokens.incrementToken()) {
        // What it costs to make them is all that is wanted.
      }
      tokens.end();
    }
  }

  private static Document document(String[] fields) {
    int day = Integer.parseInt(fields[2]);
    Document document = new Document();
    document.add(new NumericDocValuesField("number", Long.parseLong(fields[1])));
    document.add(new NumericDocValuesField("day", day));
    document.add(new IntPoint("day", day));
    document.add(new StoredField("title", fields[3]));
    Field text = new Field(TEXT, fields[4], WITH_OFFSETS);
    text.setTokenStream(new Terms(fields));
    document.add(text);
    return document;
  }

  private String finish() throws IOException {
    long began = System.nanoTime();
    writer.close();
    writer = null;
    return String.valueOf(System.nanoTime() - began);
  }

  private void take(DirectoryReader opened) {
    reader = opened;
    searcher = new IndexSearcher(opened);
    searcher.setQueryCache(null);
    highlighter = new UnifiedHighlighter(searcher, new WhitespaceAnalyzer());
  }

  private String add(String[] fields) throws IOException {
    long began = System.nanoTime();
    if (writer == null) {
      openWriter(IndexWriterConfig.OpenMode.APPEND);
    }
    writer.addDocument(document(fields));
    writer.commit();
    DirectoryReader fresh = DirectoryReader.openIfChanged(reader);
    if (fresh != null) {
      reader.close();
      take(fresh);
    }
    return String.valueOf(System.nanoTime() - began);
  }

  private String ask(String[] fields) throws IOException {
    long began = System.nanoTime();
    Query query = query(fields);
    TopDocs found = searcher.search(query, HITS);
    StringBuilder answer = new StringBuilder();
    if (fields[1].equals("ids")) {
      for (ScoreDoc hit : found.scoreDocs) {
        answer.append('\t').append(number(hit.doc));
      }
    } else {
      String[] snippets = highlighter.highlight(TEXT, query, found, 2);
      for (int i = 0; i < found.scoreDocs.length; i++) {
        answer.append('\t').append(searcher.doc(found.scoreDocs[i].doc).get("title"));
        answer.append('\t').append(snippets[i]);
      }
    }
    return (System.nanoTime() - began) + answer.toString();
  }

  private long number(int document) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    NumericDocValues numbers = leaf.reader().getNumericDocValues("number");
    numbers.advanceExact(document - leaf.docBase);
    return numbers.longValue();
  }

  private static Query query(String[] fields) {
    String[] stems = fields[5].split(" ");
    switch (fields[2]) {
      case "prefix":
        return new PrefixQuery(new Term(TEXT, stems[0]));
      case "phrase":
        return new PhraseQuery(TEXT, stems);
      case "dated":
        int since = Integer.parseInt(fields[3]);
        int until = Integer.parseInt(fields[4]);
        BooleanQuery.Builder dated = new BooleanQuery.Builder();
        dated.add(terms(stems, Occur.SHOULD), Occur.MUST);
        dated.add(
            new IndexOrDocValuesQuery(
                IntPoint.newRangeQuery("day", since, until),
                NumericDocValuesField.newSlowRangeQuery("day", since, until)),
            Occur.FILTER);
        return dated.build();
      default:
        return terms(stems, fields[2].startsWith("all") ? Occur.MUST : Occur.SHOULD);
    }
  }

  private static Query terms(String[] stems, Occur occur) {
    if (stems.length == 1) {
      return new TermQuery(new Term(TEXT, stems[0]));
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String stem : stems) {
      builder.add(new TermQuery(new Term(TEXT, stem)), occur);
    }
    return builder.build();
  }

  private void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
    reader.close();
    directory.close();
  }
}
