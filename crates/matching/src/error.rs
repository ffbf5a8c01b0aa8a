//! What can be wrong with what a caller gives.

/// Every message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0} extra fields are too many: at most {most} can be compared", most = crate::MOST_EXTRAS)]
    TooManyExtras(usize),
    #[error("more than 4 GB of distinct values, or more than 4 billion records: split the file")]
    TooLarge,
    #[error("the file is empty: a first line with the names of the columns is needed")]
    NoHeader,
    #[error("no column is named \"{wanted}\"; there are: {there}")]
    NoColumn { wanted: String, there: String },
    #[error(
        "no column could be recognised as a name, address or number; name them with --columns (there are: {0})"
    )]
    NothingRecognised(String),
    #[error("\"{0}\" is not KIND=COLUMN; kinds are {kinds}", kinds = crate::file::KINDS)]
    Column(String),
    #[error("\"{0}\" is not NAME=exact, NAME=text, NAME=number or NAME=date")]
    Extra(String),
    #[error("line {line} cannot be read: {reason}")]
    Csv { line: u64, reason: String },
    #[error("a quotation mark that opens on line {line} is not closed: double it, or take it out")]
    OpenQuote { line: u64 },
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
