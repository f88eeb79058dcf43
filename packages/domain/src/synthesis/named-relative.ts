// Family history is written without names (arrêté du 28 novembre 2013: « antécédents familiaux significatifs, non nominatifs »): a relative is
// said by their tie to the patient. A first name, a title with a name, or a proper name after a tie is found here; the names of diseases are not
// names of people, whoever found them. It errs on the side of the words doctors write: an unusual name in lower case goes unseen.

/** Words as they stand, with what separates each from the one before. */
interface Word {
  readonly text: string;
  readonly folded: string;
  /** Between the word before and this one. */
  readonly before: string;
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Undefined: nobody is named. Otherwise the words that name somebody. */
export function namedRelative(text: string): string | undefined {
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (titles.has(word.folded) && next !== undefined && isProper(next)) return `${word.text} ${next.text}`;
    if (isEponym(words, index)) continue;
    if (isFirstName(word)) return word.text;
    // « mère Durand », « mère (Durand) », « sœur nommée Durand »: after a colon or a comma stands what she had, with or without a capital.
    const around = tieBefore(words, index);
    if (around && isProper(word) && !isDisease(word) && !isAcronym(word)) return word.text;
  }
  return undefined;
}

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’]\p{Lu}[\p{L}\p{M}]*)?|\p{N}+/gu)) {
    words.push({ text: match[0], folded: folded(match[0]), before: text.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return words;
}

/** Begins with a capital. */
const isProper = ({ text }: Word): boolean => /^\p{Lu}\p{L}+/u.test(text);
const isUpper = ({ text }: Word): boolean => text.length > 1 && text === text.toUpperCase();
/** HTA, AVC, BPCO: capitals that read as letters. */
const isAcronym = (word: Word): boolean => isUpper(word) && (word.text.length <= 3 || acronyms.has(word.folded));

const titles = listOf('m mr monsieur messieurs mme mmes madame mlle mademoiselle');
const ties = listOf(
  `mere pere parent parents maman papa frere freres soeur soeurs sœur sœurs demi fratrie jumeau jumelle fils fille filles enfant enfants oncle oncles
  tante tantes cousin cousine cousins cousines neveu niece grand grands aieul aieule grandmere grandpere mamie papi papy mamy petit belle beau conjoint
  conjointe epoux epouse mari femme`,
);
/** Which side of the family, which one of them, and what introduces a name. */
const between = listOf(
  'maternel maternelle maternels maternelles paternel paternelle paternels paternelles ainee aine cadet cadette nomme nommee prenomme prenommee appele appelee mere pere parent parents fils fille soeur sœur frere',
);

function tieBefore(words: readonly Word[], index: number): boolean {
  let at = index;
  while (at > 0) {
    const { before } = words[at]!;
    if (!/^[\s(«"“-]+$/u.test(before)) return false;
    at -= 1;
    const { folded: word } = words[at]!;
    if (ties.has(word)) return true;
    if (!between.has(word)) return false;
  }
  return false;
}

/** Capital or not; those that are words of every day, with a capital that begins no line. */
const isFirstName = (word: Word): boolean =>
  firstNames.has(word.folded) || (ambiguousFirstNames.has(word.folded) && isProper(word) && !isAcronym(word) && word.before !== '');

/** A word of medicine that begins a line or follows a tie with a capital: « Mère Hypertension ». */
const isDisease = ({ folded: word }: Word): boolean =>
  eponyms.has(word) || diseases.has(word) || acronyms.has(word) || diseaseEndings.test(word) || ties.has(word) || between.has(word);
const diseaseEndings =
  /(?:ites?|oses?|omes?|ismes?|emies?|pathies?|algies?|plegies?|phrenies?|urie|uries|pnees?|tension|tensions|plasies?|trophies?|cytes?|sclerose|cardie|gene|genes|tique|tiques|aire|aires|ique|iques|eux|euse|al|ale)$/;

/** The name of a disease: one word, or the word between others of it: « Charcot-Marie-Tooth », « Gilles de la Tourette », « maladie de Pierre Marie ». */
function isEponym(words: readonly Word[], index: number): boolean {
  if (eponyms.has(words[index]!.folded)) return true;
  return eponymPhrases.some((phrase) =>
    phrase.some((part, offset) => part === words[index]!.folded && phrase.every((other, place) => words[index - offset + place]?.folded === other)),
  );
}

const eponymPhrases: readonly (readonly string[])[] = [
  'charcot marie tooth',
  'gilles de la tourette',
  'claude bernard horner',
  'pierre marie',
  'pierre robin',
  'guillain barre',
  'silver russell',
  'jean louis',
  'lou gehrig',
  'von hippel lindau',
  'saint guy',
  'laurence moon',
  'louis bar',
  'rendu osler weber',
  'churg strauss',
].map((phrase) => phrase.split(' '));

const eponyms = listOf(
  `addison alport alzheimer angelman aran arnold asperger barre barrett bartter basedow bechterew becker behcet berger biermer bouveret bowen
  brugada budd buerger burkitt cadasil casal charcot chiari churg conn cooley coombs creutzfeldt crohn crouzon cushing danlos dercum
  devic down dravet duchenne dupuytren ebola eaton edwards ehlers eisenmenger evans ewing fabry fahr fallot fanconi felty forestier fournier friedreich
  gardner gaucher gehrig gilbert gougerot goodpasture graves guillain hansen hashimoto henoch hippel hirschsprung hodgkin horton horner huntington
  hurler hunter jacksonian jakob kahler kaposi kallmann kawasaki kartagener kearns kienbock klinefelter korsakoff krabbe lambert landau landouzy
  leber ledderhose lewy leigh lennox leriche lesch liddle lindau lowe lyme lynch machado mallory marfan menetrier meniere menkes merkel moya
  muckle nash niemann noonan osgood osler osteogenese paget pancoast parkinson peutz peyronie peyronies pick poland pompe pott prader prinzmetal
  quervain raynaud rasmussen recklinghausen refsum reiter rendu rett reye rokitansky romano rosai russell sanfilippo sapho scheuermann schlatter
  schonlein schwartz sever sezary sharp sheehan sicca silver sjogren sjoegren stargardt steinert still strauss sturge tay takayasu takotsubo tangier
  tarlov tietze tooth tourette turcot turner usher vaquez verneuil waardenburg waldenstrom wallenberg weber wegener werdnig wermer werner wernicke
  west whipple willebrand williams willi wilms wilson wiskott wolff wolfram zellweger ziehl zollinger hoffmann barr epstein glasgow
  crigler najjar dubin johnson rotor bartholin sachs`,
);
const acronyms = listOf(
  `hta avc ait idm bpco sep sla irc irct dmla aomi bav fa tvp ep ain dnid did dt1 dt2 sep vih hpv vhb vhc pr spa lea les mici rch rgo saos sas tdah tsa
  toc paf brca brca1 brca2 hnpcc lupus scpd cmh cmd idm sca aeg hbpm noiic dsa mody mody2 mody3 hemochromatose hdl ldl qt wpw davd palb2`,
);
const diseases = listOf(
  `cancer cancers diabete diabetique infarctus hypertension accident insuffisance maladie maladies syndrome depression depressif suicide deces decede decedee
  mort morte subite autisme demence migraine migraines allergie allergies asthme eczema goutte glaucome cataracte cirrhose hepatite lupus psoriasis polypes
  polype rupture dissection thrombose embolie phlebite varices obesite surpoids cholesterol dyslipidemie hypercholesterolemie tabac alcool alcoolisme
  fracture fractures osteoporose scoliose surdite cecite myopie retard trisomie drepanocytose thalassemie mucoviscidose hemophilie myopathie sarcoidose
  tumeur tumeurs melanome leucemie lymphome myelome sein colon colorectal prostate ovaire poumon estomac pancreas rein thyroide foie cerveau peau uterus
  col vessie coeur cœur artere aorte valve troubles trouble bipolaire schizophrenie anorexie crise epilepsie spondylarthrite polyarthrite rhumatisme
  antecedent antecedents aucun aucune neant rien ras inconnu inconnue non oui pas sans avant apres age agee type deux porteur porteuse mutation coronarien
  coronaropathie angor pontage stent pacemaker anevrisme bpco covid grippe tuberculose paludisme maternel paternel bonne sante vivant vivante`,
);

/** First names of France of the last century (INSEE, fichier des prénoms) that are no word of the language. */
const firstNames = listOf(
  `adele adrien adrienne agathe agnes aicha alain albane albert alberte alexandra alexandre alexis alfred alice aline alix alphonse amandine amelie amina
  amine anais andre andrea andree angele angelique anna anne annette annick annie anouk antoine antoinette antonin armand armelle arnaud arthur astrid
  auguste augustin augustine aurelie aurelien axel axelle baptiste bastien beatrice benedicte benjamin benoit berenice bernadette berthe bertrand
  bilal boris brigitte bruno camille carine carole caroline catherine cecile cedric celestine celine chantal charlene charles charlotte chloe christelle
  christian christiane christine christophe claudette claudine clement clementine clotilde colin corentin corinne cyril cyrille damien daniel daniele
  danielle david deborah delphine denis denise diane didier dimitri dominique dorian dorothee edgar edith edmond edouard edwige eleonore eliane elias
  elisabeth elise eliott ella elodie eloise elsa emeline emile emilie emilien emma emmanuel emmanuelle enzo eric ernest estelle esteban ethan etienne
  eugene eugenie eva evelyne fabien fabienne fabrice fanny farid fatima fatou felicie felix fernand fernande florence florent florian francine franck
  francois francoise frederic frederique gabriel gabrielle gael gaelle gaetan gaston gautier genevieve geoffrey georges georgette gerald gerard
  germaine gilberte ginette gisele gregoire gregory guillaume gustave guy gwenaelle hadrien hakim hamza helene henri henriette herve hubert hugo hugues
  huguette ibrahim ingrid irene isabelle ismael jacqueline jacques janine jean jeanne jeannine jennifer jeremy jerome jessica joanna joel joelle
  johanna jonathan josephine josette josiane josselin jules julie julien julienne juliette justine karim karine karl kevin khadija laetitia laure laurence
  laurent laurine leila lena leon leonie leopold liliane lina lionel lise lisa loic lois lola lorenzo lou louane louis louise louison luc lucas lucette
  lucie lucien lucienne lucile ludovic lydie madeleine mael maelys magali malika manon manuel marc marcel marcelle margaux margot marguerite marianne
  marielle marina marine marion marius marlene marthe martin martine mateo mathias mathieu mathilde mathis matthieu maud maurice mauricette maxence
  mehdi melanie melina melissa michel michele micheline mickael mireille mohamed mohammed monique morgane myriam nadege nadia nadine nathalie nathan
  nicolas nicole noe noemie nolwenn oceane odette odile olivier ophelie oscar paola pascal pascale patrice patricia patrick paul paule paulette pauline
  perrine philippe philomene pierrette pierrick quentin rachel rachid rania raoul raphael raphaelle raymond raymonde rebecca regis remi remy renaud renee
  robert roberte robin rodolphe roger roland rolande romain romane romuald rosalie roseline roxane sabine sabrina said salome samia samira samuel sandra
  sandrine sarah sebastien segolene serge severine sidonie simon simone solange soline sonia sophie stanislas stephane stephanie steve suzanne suzette
  sylvain sylvaine sylvette sylvie tatiana thea theo theodore theophile therese thibault thibaut thierry thomas tiphaine tristan valentin valentine
  valerie vanessa veronique victorien victorine vincent virginie viviane xavier yacine yann yannick yasmine yolande youssef yves yvette yvon yvonne
  zacharie zoe`,
);
/** First names that are also words, diseases or places. */
const ambiguousFirstNames = listOf(
  'aime ange aurore blanche capucine claire claude clemence constance desire faustine flore france gilles hortense iris jade jasmine josee leo lea luce lucas margaux marie max maxime nina olive pierre prudence rose sacha solene tom victor victoire violette',
);
